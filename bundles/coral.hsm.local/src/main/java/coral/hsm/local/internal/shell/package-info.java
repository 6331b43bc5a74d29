/** The fs commands. */
@NullMarked
package coral.hsm.local.internal.shell;

import org.jspecify.annotations.NullMarked;
