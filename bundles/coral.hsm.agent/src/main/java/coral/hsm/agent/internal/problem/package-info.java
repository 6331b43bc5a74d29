/** What can be wrong, each with its code. */
@NullMarked
package coral.hsm.agent.internal.problem;

import org.jspecify.annotations.NullMarked;
