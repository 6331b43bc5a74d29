/** A node for a while, and a place for it and its files. */
@NullMarked
package coral.launch.trial;

import org.jspecify.annotations.NullMarked;
