// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.FileSystem;
import coral.core.cluster.Target;
import coral.core.http.Field;
import java.util.Comparator;
import java.util.List;

/** A file system as shell and HTTP show it. */
public record FileSystemView(
        String name,
        @Field("Target that its MGS is on.") String mgs,
        List<String> mdts,
        List<String> osts,
        List<Mount> mounts) {
    /** One mount of a client. */
    public record Mount(String hostname, String mountPoint) {}

    static List<FileSystemView> all(Cluster cluster) {
        return cluster.fileSystems().stream()
                .map(fs -> of(cluster, fs))
                .sorted(Comparator.comparing(FileSystemView::name))
                .toList();
    }

    private static FileSystemView of(Cluster cluster, FileSystem fs) {
        return new FileSystemView(
                fs.name().value(),
                cluster.mgsOf(fs).map(mgs -> mgs.name().toString()).orElse(""),
                names(fs.mdts()),
                names(fs.osts()),
                fs.mounts().stream()
                        .map(mount -> new Mount(mount.hostname(), mount.mountPoint()))
                        .toList());
    }

    private static List<String> names(List<Target> targets) {
        return targets.stream().map(target -> target.name().toString()).toList();
    }
}
