/** {@code coral hosts}, and what HTTP shows of hosts. */
@NullMarked
package coral.core.internal.hosts;

import org.jspecify.annotations.NullMarked;
