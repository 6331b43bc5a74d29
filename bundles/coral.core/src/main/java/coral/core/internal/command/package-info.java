/** The node's own commands, under {@code coral}. */
@NullMarked
package coral.core.internal.command;

import org.jspecify.annotations.NullMarked;
