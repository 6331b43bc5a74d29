/** The backup of a node's own data: one file, written while the node runs, read while it does not. */
@NullMarked
package coral.core.internal.backup;

import org.jspecify.annotations.NullMarked;
