// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import coral.core.problem.Problem;
import coral.hsm.agent.internal.lane.ActionMeter;
import coral.hsm.agent.internal.lane.Tally;
import coral.hsm.mover.ArchiveConfig;
import java.util.Optional;

/**
 * How an archive fares. Immutable.
 *
 * @param config its configuration
 * @param offline why it takes no work; empty when it does
 * @param queued actions that wait for a worker
 * @param counts what became of the others
 * @param meter the same by kind of action, live
 */
public record ArchiveStatus(
        ArchiveConfig config, Optional<Problem> offline, int queued, Tally.Counts counts, ActionMeter meter) {}
