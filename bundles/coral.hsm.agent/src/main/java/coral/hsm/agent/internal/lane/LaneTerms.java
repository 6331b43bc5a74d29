// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.Backoff;
import java.time.Duration;

/**
 * How lanes work. Immutable.
 *
 * @param retries of transient errors within an action
 * @param probeInterval between two looks at an archive
 * @param lookLimit how long a look may take before the archive counts as offline
 * @param changed runs when a lane could take work that it could not before; must not block
 */
public record LaneTerms(Backoff retries, Duration probeInterval, Duration lookLimit, Runnable changed) {
    /** The usual ones. */
    public static LaneTerms usual(Runnable changed) {
        return new LaneTerms(
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                changed);
    }

    Duration keeperLimit() {
        return Duration.ofSeconds(2);
    }
}
