// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.ConfigFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node knows of its cluster. Immutable.
 *
 * @param cluster the one in use
 * @param generation how many there were
 * @param file where it came from; null for none
 * @param since when it came into use
 * @param changes what it changed
 * @param refused a newer file that is wrong; null if there is none
 */
record ClusterState(
        Cluster cluster,
        long generation,
        @Nullable Path file,
        Instant since,
        List<ClusterChange> changes,
        @Nullable Refused refused) {
    /**
     * A file that was not taken.
     *
     * @param file which
     * @param faults what is wrong in it, one or more
     */
    record Refused(Path file, List<ConfigFault> faults) {}

    ClusterState refuse(Refused wrong) {
        return new ClusterState(cluster, generation, file, since, changes, wrong);
    }
}
