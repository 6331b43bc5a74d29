// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.Backoff;
import java.time.Duration;

/**
 * How lanes work. Immutable.
 *
 * @param retries of transient errors within an action
 * @param probeInterval between two looks at an archive
 * @param changed runs when a lane could take work that it could not before; must not block
 */
public record LaneTerms(Backoff retries, Duration probeInterval, Runnable changed) {
    /** The usual ones. */
    public static LaneTerms usual(Runnable changed) {
        return new LaneTerms(
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 5), Duration.ofSeconds(10), changed);
    }

    Duration lookLimit() {
        return Duration.ofSeconds(15);
    }

    Duration keeperLimit() {
        return Duration.ofSeconds(2);
    }
}
