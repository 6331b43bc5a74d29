/** Health: the checks of this node, how they are run, and those of coral.core itself. */
@NullMarked
package coral.core.internal.health;

import org.jspecify.annotations.NullMarked;
