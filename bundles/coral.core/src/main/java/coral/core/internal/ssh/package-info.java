/** SSH: connections, who may be trusted, running and copying. */
@NullMarked
package coral.core.internal.ssh;

import org.jspecify.annotations.NullMarked;
