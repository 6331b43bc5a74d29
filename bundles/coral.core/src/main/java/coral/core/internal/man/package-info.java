/** Manual pages of the commands that are there. */
@NullMarked
package coral.core.internal.man;

import org.jspecify.annotations.NullMarked;
