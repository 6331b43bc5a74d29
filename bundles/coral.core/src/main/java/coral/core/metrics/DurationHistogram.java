// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations by size; an observation costs about as much as two additions. Safe for use by many threads. */
public final class DurationHistogram {
    private static final double NANOS = 1e9;

    private final long[] boundNanos;
    private final LongAdder[] counts;
    private final LongAdder sumNanos = new LongAdder();

    private DurationHistogram(Duration... bounds) {
        boundNanos = Arrays.stream(bounds).mapToLong(Duration::toNanos).toArray();
        counts = new LongAdder[bounds.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** For calls to a device: 0.1 ms to 10 s. */
    public static DurationHistogram ofCalls() {
        return new DurationHistogram(
                Duration.ofNanos(100_000),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    /** For the moving of files: 10 ms to 6 h. */
    public static DurationHistogram ofMoves() {
        return new DurationHistogram(
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(6));
    }

    /** Counts what began at {@code startNanos} of {@link System#nanoTime} and ends now. */
    public void recordSince(long startNanos) {
        record(System.nanoTime() - startNanos);
    }

    /** Counts one duration. */
    public void record(Duration duration) {
        record(duration.toNanos());
    }

    private void record(long nanos) {
        int bucket = 0;
        while (bucket < boundNanos.length && nanos > boundNanos[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumNanos.add(Math.max(0, nanos));
    }

    /** What was counted so far. What is being counted meanwhile may be in the counts and not yet in the sum. */
    public Sample sample(Map<String, String> labels) {
        List<Double> bounds = Arrays.stream(boundNanos).mapToObj(n -> n / NANOS).toList();
        List<Long> counted = new ArrayList<>();
        for (LongAdder count : counts) {
            counted.add(count.sum());
        }
        return new Sample(labels, new Sample.Distribution(bounds, counted, sumNanos.sum() / NANOS));
    }
}
