// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import java.time.Duration;

/**
 * What is told of a time. Immutable.
 *
 * @param unit as people read it
 * @param amount what was done in the time, in that unit; 0 where the time itself is told
 * @param perSecond the time's units in a second, where the time itself is told
 */
public record Metric(String unit, double amount, double perSecond) {
    /** Data in a time. */
    public static Metric mib(long bytes) {
        return new Metric("MiB/s", bytes / (double) (1 << 20), 0);
    }

    /** Files in a time. */
    public static Metric files(int count) {
        return new Metric("files/s", count, 0);
    }

    /** The time in seconds. */
    public static Metric seconds() {
        return new Metric("s", 0, 1);
    }

    /** The time in milliseconds. */
    public static Metric milliseconds() {
        return new Metric("ms", 0, 1000);
    }

    /** The number to tell. */
    public double of(Duration time) {
        double seconds = Math.max(1, time.toNanos()) / 1e9;
        return amount > 0 ? amount / seconds : seconds * perSecond;
    }
}
