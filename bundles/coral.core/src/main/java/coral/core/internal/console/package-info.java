/** The Gogo side: commands as Gogo functions, and the interactive console. */
@NullMarked
package coral.core.internal.console;

import org.jspecify.annotations.NullMarked;
