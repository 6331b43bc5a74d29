/** Hand-written fakes of what the agent talks to. */
@NullMarked
package coral.hsm.agent.internal.fake;

import org.jspecify.annotations.NullMarked;
