// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.TargetName;
import java.util.List;

/**
 * Where a target is. Immutable.
 *
 * @param target the target; for an MGS that is together with an MDT, that MDT
 * @param hosts configured hosts, the likeliest first; one or more
 * @param certainty how much is known
 */
public record TargetPlace(TargetName target, List<String> hosts, Certainty certainty) {
    /** How a place is known. */
    public enum Certainty {
        /** It was seen mounted on the first host, within the time that the locator states. */
        MOUNTED,
        /** Only where it may be is known, from the configuration. */
        CONFIGURED
    }

    /** Copies the list. */
    public TargetPlace {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a place without a host: " + target);
        }
    }
}
