/** The C library through JNA, one class a topic; nothing of JNA leaves this package. */
@NullMarked
package coral.core.internal.nat;

import org.jspecify.annotations.NullMarked;
