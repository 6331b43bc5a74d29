// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import coral.core.metrics.DurationHistogram;
import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What the journals of this process have done, by the name of their format; rooms open them without telling anybody
 * else. Safe for use by many threads.
 */
public final class JournalCounts {
    private static final Map<String, JournalCounts> ALL = new ConcurrentSkipListMap<>();

    private final LongAdder appends = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final DurationHistogram fsyncs = DurationHistogram.ofCalls();
    private final Set<Path> failed = ConcurrentHashMap.newKeySet();

    private JournalCounts() {}

    static JournalCounts of(String format) {
        return ALL.computeIfAbsent(format, name -> new JournalCounts());
    }

    void appended(int groups, int recordsInThem) {
        appends.add(groups);
        records.add(recordsInThem);
    }

    void wrote(long lengthBytes) {
        bytes.add(lengthBytes);
    }

    void syncedSince(long startNanos) {
        fsyncs.recordSince(startNanos);
    }

    void failed(Path directory) {
        failed.add(directory);
    }

    void closed(Path directory) {
        failed.remove(directory);
    }

    /** Directories of open journals that refuse all appends because a write or an fsync failed. */
    public static List<Path> failed() {
        return ALL.values().stream().flatMap(c -> c.failed.stream()).sorted().toList();
    }

    /** The counts as metrics, with the label {@code journal}. */
    public static List<Metric> metrics() {
        return List.of(
                Metric.counter(
                        "coral_core_journal_appends_total",
                        Unit.COUNT,
                        "Groups of records that became durable.",
                        samples(c -> c.appends.sum())),
                Metric.counter(
                        "coral_core_journal_records_total",
                        Unit.COUNT,
                        "Records that became durable.",
                        samples(c -> c.records.sum())),
                Metric.counter(
                        "coral_core_journal_written_bytes_total",
                        Unit.BYTES,
                        "Bytes written to journals, rewrites included.",
                        samples(c -> c.bytes.sum())),
                Metric.histogram(
                        "coral_core_journal_fsync_duration_seconds",
                        "How long the fsyncs of journals took.",
                        ALL.entrySet().stream()
                                .map(e -> e.getValue().fsyncs.sample(label(e.getKey())))
                                .toList()),
                Metric.gauge(
                        "coral_core_failed_journals",
                        Unit.COUNT,
                        "Journals that refuse all appends since a write failed.",
                        samples(c -> c.failed.size())));
    }

    private static List<Sample> samples(Function<JournalCounts, Number> value) {
        return ALL.entrySet().stream()
                .map(e -> Sample.of(value.apply(e.getValue()).doubleValue(), label(e.getKey())))
                .toList();
    }

    private static Map<String, String> label(String format) {
        return Map.of("journal", format);
    }
}
