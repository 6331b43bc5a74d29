/** {@code coral bench} from outside: the node that is measured. */
@NullMarked
package coral.launch.bench;

import org.jspecify.annotations.NullMarked;
