/** Commands of tests. */
@NullMarked
package coral.probe;

import org.jspecify.annotations.NullMarked;
