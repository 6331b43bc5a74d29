/** Collecting and showing the metrics of all rooms; those of the node itself. */
@NullMarked
package coral.core.internal.metrics;

import org.jspecify.annotations.NullMarked;
