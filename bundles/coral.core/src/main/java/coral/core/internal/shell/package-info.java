/** Finds, builds and runs the commands that rooms register. */
@NullMarked
package coral.core.internal.shell;

import org.jspecify.annotations.NullMarked;
