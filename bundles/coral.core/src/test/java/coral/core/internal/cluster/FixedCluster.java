// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.ClusterConfiguration;
import java.util.List;

/** A cluster that never changes. */
record FixedCluster(Cluster current) implements ClusterConfiguration {
    @Override
    public long generation() {
        return 1;
    }

    @Override
    public List<ClusterChange> reload() {
        return List.of();
    }
}
