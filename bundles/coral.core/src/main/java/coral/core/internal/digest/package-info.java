/** Digests of what the node itself keeps or is given. */
@NullMarked
package coral.core.internal.digest;

import org.jspecify.annotations.NullMarked;
