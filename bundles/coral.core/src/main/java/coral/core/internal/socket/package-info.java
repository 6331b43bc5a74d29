/** The Unix socket by which commands are reached from the OS shell. */
@NullMarked
package coral.core.internal.socket;

import org.jspecify.annotations.NullMarked;
