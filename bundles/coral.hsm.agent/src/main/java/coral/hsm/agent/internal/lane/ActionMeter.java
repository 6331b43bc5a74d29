// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.metrics.DurationHistogram;
import coral.core.metrics.Sample;
import coral.hsm.model.HsmAction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts an archive's actions by kind since the node started. Safe for use by many threads. */
public final class ActionMeter {
    private static final List<HsmAction> KINDS = List.of(HsmAction.ARCHIVE, HsmAction.RESTORE, HsmAction.REMOVE);

    private final Map<HsmAction, Kind> kinds = new EnumMap<>(HsmAction.class);

    /** How an action left the archive. */
    public enum End {
        DONE,
        FAILED,
        CANCELED,
        GIVEN_BACK
    }

    private static final class Kind {
        private final Map<End, LongAdder> ends = new EnumMap<>(End.class);
        private final LongAdder bytes = new LongAdder();
        private final LongAdder retries = new LongAdder();
        private final DurationHistogram durations = DurationHistogram.ofMoves();

        Kind() {
            for (End end : End.values()) {
                ends.put(end, new LongAdder());
            }
        }

        LongAdder ended(End end) {
            return Objects.requireNonNull(ends.get(end));
        }
    }

    /** All at 0. */
    public ActionMeter() {
        for (HsmAction action : HsmAction.values()) {
            kinds.put(action, new Kind());
        }
    }

    void count(HsmAction action, End end) {
        kind(action).ended(end).increment();
    }

    void moved(HsmAction action, long bytes) {
        kind(action).bytes.add(bytes);
    }

    void retried(HsmAction action) {
        kind(action).retries.increment();
    }

    void worked(HsmAction action, long startNanos) {
        kind(action).durations.recordSince(startNanos);
    }

    /** Actions by kind and end, with these labels and {@code action} and {@code outcome}. */
    public Stream<Sample> ends(Map<String, String> labels) {
        return KINDS.stream()
                .flatMap(action -> Arrays.stream(End.values())
                        .map(end -> Sample.of(
                                kind(action).ended(end).sum(), with(with(labels, "action", action), "outcome", end))));
    }

    /** Bytes moved by actions that ended well, by kind. */
    public Stream<Sample> bytes(Map<String, String> labels) {
        return each(labels, kind -> kind.bytes);
    }

    /** Tries after the first, by kind. */
    public Stream<Sample> retries(Map<String, String> labels) {
        return each(labels, kind -> kind.retries);
    }

    /** How long movers worked on actions, by kind. */
    public Stream<Sample> durations(Map<String, String> labels) {
        return KINDS.stream().map(action -> kind(action).durations.sample(with(labels, "action", action)));
    }

    private Stream<Sample> each(Map<String, String> labels, Function<Kind, LongAdder> of) {
        return KINDS.stream().map(action -> Sample.of(of.apply(kind(action)).sum(), with(labels, "action", action)));
    }

    private Kind kind(HsmAction action) {
        return Objects.requireNonNull(kinds.get(action));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, Enum<?> value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(name, value.name().toLowerCase(Locale.ROOT));
        return all;
    }
}
