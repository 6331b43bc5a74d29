// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.Backoff;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * How lanes work. Immutable.
 *
 * @param retries of transient errors within an action
 * @param probeInterval between two looks at an archive
 * @param lookLimit how long a look may take before the archive counts as offline
 * @param smallWorkers how many actions on small files may run beside an archive's own number of threads
 * @param changed runs when a lane could take work that it could not before; must not block
 */
public record LaneTerms(
        Backoff retries, Duration probeInterval, Duration lookLimit, IntUnaryOperator smallWorkers, Runnable changed) {
    private static final int MOST_SMALL_WORKERS = 64;

    /** Eight for each thread but the first: one thread means one action at a time. */
    private static int smallWorkers(int threads) {
        return Math.min(8 * (threads - 1), MOST_SMALL_WORKERS);
    }

    /** The usual ones. */
    public static LaneTerms usual(Runnable changed) {
        return new LaneTerms(
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                LaneTerms::smallWorkers,
                changed);
    }

    Duration keeperLimit() {
        return Duration.ofSeconds(2);
    }
}
