/** Which directories are file systems of this node. */
@NullMarked
package coral.hsm.local.internal.registry;

import org.jspecify.annotations.NullMarked;
