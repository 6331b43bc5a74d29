// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a room counts, registered as a service; its metrics are there as long as the service is. Safe for use by many
 * threads.
 */
@ConsumerType
public interface MetricSource {
    /**
     * All metrics of this source as they are now; names begin with {@code coral_} and the rest of the bundle's symbolic
     * name, dots as underscores. Metrics without samples are welcome: they tell that there is nothing to count yet.
     *
     * <p>Never waits for a device, a peer or an action, and changes nothing. Called by a thread of coral.core, one call
     * at a time. A source that throws, or takes longer than a second, is left out of that collection.
     */
    List<Metric> metrics();
}
