/** Asking many at once, for a bounded time. */
@NullMarked
package coral.core.internal.calls;

import org.jspecify.annotations.NullMarked;
