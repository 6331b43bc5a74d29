/** The archives that are configured, and the mover types that serve them. */
@NullMarked
package coral.hsm.agent.internal.archive;

import org.jspecify.annotations.NullMarked;
