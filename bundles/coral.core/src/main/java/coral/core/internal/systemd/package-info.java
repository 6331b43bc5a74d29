/** Tells systemd that the node is ready, alive and stopping. */
@NullMarked
package coral.core.internal.systemd;

import org.jspecify.annotations.NullMarked;
