// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows the hosts of a site, registered as a service by whoever has them. Where a name that somebody gives is one of
 * its hosts, that host's definition is taken. Safe for use by many threads; never blocks.
 */
@ConsumerType
public interface HostDirectory {
    /** All hosts, each name once, in an order that people expect. */
    List<Entry> entries();

    /**
     * A host and the groups it is in.
     *
     * @param groups names by which several hosts are called with an {@code @}, such as {@code oss}
     */
    record Entry(Host host, Set<String> groups) {
        /** Copies the groups. */
        public Entry {
            groups = Set.copyOf(groups);
        }
    }
}
