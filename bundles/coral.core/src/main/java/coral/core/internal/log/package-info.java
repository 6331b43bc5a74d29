/** The node's log and audit log as administrators read and change them. */
@NullMarked
package coral.core.internal.log;

import org.jspecify.annotations.NullMarked;
