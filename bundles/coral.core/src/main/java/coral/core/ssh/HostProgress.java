// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told how far a run is. Called by several threads, one call at a time for each host; must not block or throw. */
@ConsumerType
public interface HostProgress {
    /** Tells nobody. */
    HostProgress NONE = new HostProgress() {};

    /** The host's turn has come. */
    default void begun(Host host) {}

    /** The host has ended, well or not. */
    default void ended(Host host) {}

    /** So many bytes more of a copy have moved. */
    default void moved(Host host, long bytes) {}
}
