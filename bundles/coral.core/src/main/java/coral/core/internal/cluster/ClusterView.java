// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ConfigFault;
import coral.core.cluster.Coordination;
import coral.core.http.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cluster as shell and HTTP show it, in parts; without any secret. */
final class ClusterView {
    /** The cluster as a whole. */
    public record Summary(
            @Field(value = "File that it was read from.", optional = true) @Nullable
            String file,

            @Field("How many clusters were in use since the start.")
            long generation,

            @Field(value = "When it came into use.", optional = true) @Nullable
            String since,

            @Field("Whether a newer file is wrong and was not taken.")
            boolean degraded,

            @Field("What is wrong in it.") List<Fault> faults,
            @Field("consul, etcd, zookeeper or none.") String coordination,
            @Field("Hosts that keep the common state.") List<String> coordinationServers,
            int hosts,
            int targets,
            int fileSystems) {
        static Summary of(ClusterState state) {
            Cluster cluster = state.cluster();
            ClusterState.Refused refused = state.refused();
            return new Summary(
                    state.file() == null ? null : state.file().toString(),
                    state.generation(),
                    state.generation() == 0 ? null : state.since().toString(),
                    refused != null,
                    refused == null
                            ? List.of()
                            : refused.faults().stream().map(Fault::of).toList(),
                    word(cluster.coordination()),
                    cluster.coordination().serverHosts(),
                    cluster.hosts().size(),
                    (int) cluster.targets().count(),
                    cluster.fileSystems().size());
        }

        private static String word(Coordination coordination) {
            return coordination.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing that is wrong. */
    public record Fault(String file, int line, String key, String value, String code, String message) {
        static Fault of(ConfigFault fault) {
            return new Fault(fault.file(), fault.line(), fault.key(), fault.value(), fault.code(), fault.message());
        }
    }

    /** All of it, for {@code show --json}. */
    record Whole(Summary cluster, List<HostView> hosts, List<TargetView> targets, List<FileSystemView> fileSystems) {
        static Whole of(ClusterState state) {
            Cluster cluster = state.cluster();
            return new Whole(
                    Summary.of(state), HostView.all(cluster), TargetView.all(cluster), FileSystemView.all(cluster));
        }
    }

    private ClusterView() {}
}
