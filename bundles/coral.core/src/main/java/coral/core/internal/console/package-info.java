/** The interactive console over Gogo. */
@NullMarked
package coral.core.internal.console;

import org.jspecify.annotations.NullMarked;
