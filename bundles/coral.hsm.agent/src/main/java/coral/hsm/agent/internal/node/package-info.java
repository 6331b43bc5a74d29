/** The agent: sources in, lanes out; and the components that wire it. */
@NullMarked
package coral.hsm.agent.internal.node;

import org.jspecify.annotations.NullMarked;
