// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.metrics.Metric;
import coral.core.metrics.MetricSource;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import coral.hsm.model.ArchiveId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Component;

/** The counts of all archives; an archive's go on when its mover is opened anew. Safe for use by many threads. */
@Component(service = {PosixMetrics.class, MetricSource.class})
public final class PosixMetrics implements MetricSource {
    private final Map<ArchiveId, PosixMeter> meters = new ConcurrentHashMap<>();

    PosixMeter of(ArchiveId archive) {
        return meters.computeIfAbsent(archive, id -> new PosixMeter());
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter(
                        "coral_hsm_posix_written_objects_total",
                        Unit.COUNT,
                        "Objects written and durable.",
                        each(PosixMeter::written)),
                Metric.counter(
                        "coral_hsm_posix_written_bytes_total",
                        Unit.BYTES,
                        "Bytes of content written to objects; holes do not count.",
                        each(PosixMeter::writtenBytes)),
                Metric.counter(
                        "coral_hsm_posix_read_objects_total",
                        Unit.COUNT,
                        "Objects read, checked and restored.",
                        each(PosixMeter::read)),
                Metric.counter(
                        "coral_hsm_posix_read_bytes_total",
                        Unit.BYTES,
                        "Bytes of content read from objects; holes do not count.",
                        each(PosixMeter::readBytes)),
                Metric.counter(
                        "coral_hsm_posix_removed_objects_total",
                        Unit.COUNT,
                        "Objects removed.",
                        each(PosixMeter::removed)),
                Metric.histogram(
                        "coral_hsm_posix_fsync_duration_seconds",
                        "How long fsyncs of objects and of their directories took.",
                        each(PosixMeter::fsyncs)),
                Metric.counter(
                        "coral_hsm_posix_errors_total",
                        Unit.COUNT,
                        "Tries that failed, by error number.",
                        meters.entrySet().stream()
                                .flatMap(e -> e.getValue().errors(e.getKey().toString()))
                                .toList()));
    }

    private List<Sample> each(BiFunction<PosixMeter, Map<String, String>, Sample> sample) {
        return meters.entrySet().stream()
                .map(e ->
                        sample.apply(e.getValue(), Map.of("archive", e.getKey().toString())))
                .toList();
    }
}
