/** Starts a node, and talks to one where there is no native client. */
@NullMarked
package coral.launch;

import org.jspecify.annotations.NullMarked;
