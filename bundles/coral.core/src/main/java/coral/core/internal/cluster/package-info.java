/** Reads and watches the configuration of the cluster. */
@NullMarked
package coral.core.internal.cluster;

import org.jspecify.annotations.NullMarked;
