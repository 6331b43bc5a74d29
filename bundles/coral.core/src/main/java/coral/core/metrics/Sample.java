// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One value of a metric. Immutable.
 *
 * @param labels what tells it from the metric's other values; in the order of their names
 * @param value the value now
 */
public record Sample(Map<String, String> labels, Value value) {
    /** Copies the labels. */
    public Sample {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** A value: one of its two records. */
    public sealed interface Value {}

    /** Of a counter or gauge. */
    public record Amount(double amount) implements Value {}

    /**
     * Of a histogram or summary.
     *
     * @param bounds upper bounds of all buckets but the last, which has none; rising
     * @param counts how many lie in each bucket, not summed up; one more than bounds
     * @param sum of all that was observed
     */
    public record Distribution(List<Double> bounds, List<Long> counts, double sum) implements Value {
        /** Copies the lists. */
        public Distribution {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
            if (counts.size() != bounds.size() + 1) {
                throw new IllegalArgumentException(counts.size() + " counts for " + bounds.size() + " bounds");
            }
        }

        /** How many were observed. */
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The only value of a metric. */
    public static Sample of(double amount) {
        return new Sample(Map.of(), new Amount(amount));
    }

    /** The only value of a metric that counts. */
    public static Sample of(long count) {
        return of((double) count);
    }

    /** A count with labels. */
    public static Sample of(long count, Map<String, String> labels) {
        return of((double) count, labels);
    }

    /** A value with labels. */
    public static Sample of(double amount, Map<String, String> labels) {
        return new Sample(labels, new Amount(amount));
    }
}
