/** Completion of words in the OS shell, answered by the running node. */
@NullMarked
package coral.core.internal.complete;

import org.jspecify.annotations.NullMarked;
