/** Writes the manual pages of the distribution; a step of its build, not part of it. */
@NullMarked
package coral.launch.man;

import org.jspecify.annotations.NullMarked;
