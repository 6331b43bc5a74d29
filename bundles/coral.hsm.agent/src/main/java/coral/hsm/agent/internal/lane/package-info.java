/** One archive's queue and workers, and what they do with an action. */
@NullMarked
package coral.hsm.agent.internal.lane;

import org.jspecify.annotations.NullMarked;
