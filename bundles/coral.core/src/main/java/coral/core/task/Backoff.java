// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between tries: doubled from {@code first} up to {@code most}, each shortened by a random part of up
 * to a half, so that many who failed together do not come back together. Immutable, safe for use by many threads.
 *
 * @param first upper bound of the first wait, more than zero
 * @param most upper bound of every wait
 * @param tries how often in all, the first one included
 */
public record Backoff(Duration first, Duration most, int tries) {
    /** Checks the bounds. */
    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0 || tries < 1) {
            throw new IllegalArgumentException("not a back-off: " + first + ", " + most + ", " + tries);
        }
    }

    /** Whether a further try is allowed after {@code done} failed ones. */
    public boolean allows(int done) {
        return done < tries;
    }

    /** How long to wait after {@code done} failed tries, 1 or more. */
    public Duration delay(int done, RandomGenerator random) {
        long bound = first.toNanos();
        for (int i = 1; i < done && bound < most.toNanos(); i++) {
            bound *= 2;
        }
        bound = Math.min(bound, most.toNanos());
        return Duration.ofNanos(bound - random.nextLong(bound / 2 + 1));
    }
}
