// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.problem.Problem;
import coral.core.task.Backoff;
import coral.hsm.mover.Mover;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the actions of one archive run with. Immutable.
 *
 * @param mover the archive's mover
 * @param retries how often and when a transient error is tried again within an action
 * @param offline looks at the archive now: why it cannot be used; may block a few seconds
 * @param tally where results are counted
 */
record RunSetup(Mover mover, Backoff retries, Supplier<Optional<Problem>> offline, Tally tally) {}
