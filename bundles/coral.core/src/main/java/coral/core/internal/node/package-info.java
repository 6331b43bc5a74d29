/** What the node knows about itself: whether it is up, and who owns it. */
@NullMarked
package coral.core.internal.node;

import org.jspecify.annotations.NullMarked;
