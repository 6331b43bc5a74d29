/** The hsm command. */
@NullMarked
package coral.hsm.agent.internal.shell;

import org.jspecify.annotations.NullMarked;
