/** Waiting for what nobody tells of. */
@NullMarked
package coral.core.internal.poll;

import org.jspecify.annotations.NullMarked;
