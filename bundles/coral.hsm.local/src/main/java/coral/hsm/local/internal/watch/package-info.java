/** What this room shows to those who watch it: metrics and health. */
@NullMarked
package coral.hsm.local.internal.watch;

import org.jspecify.annotations.NullMarked;
