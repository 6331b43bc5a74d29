/** Wiring of the local file systems. */
@NullMarked
package coral.hsm.local.internal;

import org.jspecify.annotations.NullMarked;
