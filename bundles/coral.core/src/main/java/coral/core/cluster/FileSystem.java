// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.FsName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file system of the cluster. Immutable.
 *
 * @param name its name
 * @param mgsId the MGS with its own device that it belongs to; null if its MGS is with one of its MDTs
 * @param mdts one or more, by index
 * @param osts one or more, by index
 * @param mounts where clients mount it
 */
public record FileSystem(
        FsName name, @Nullable String mgsId, List<Target> mdts, List<Target> osts, List<ClientMount> mounts) {
    /**
     * One mount of a client.
     *
     * @param hostname configured host
     * @param mountPoint absolute path
     */
    public record ClientMount(String hostname, String mountPoint) {}

    /** Copies the lists. */
    public FileSystem {
        mdts = List.copyOf(mdts);
        osts = List.copyOf(osts);
        mounts = List.copyOf(mounts);
    }

    /** MDTs, then OSTs. */
    public Stream<Target> targets() {
        return Stream.concat(mdts.stream(), osts.stream());
    }
}
