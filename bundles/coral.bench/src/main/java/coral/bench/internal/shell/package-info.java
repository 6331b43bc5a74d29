/** The coral bench command. */
@NullMarked
package coral.bench.internal.shell;

import org.jspecify.annotations.NullMarked;
