// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The releases of Lustre that lie ready on this node. A service; there may be none. Nothing is changed by asking, and
 * every call may be repeated. Implementations are safe for use by many threads, read local files at most, and leave
 * nothing behind when they are interrupted.
 */
@ConsumerType
public interface LustreReleases {
    /**
     * All of them, also incomplete ones, sorted by name. Reads the disk: not for the framework's threads.
     *
     * @return empty if there are none
     * @throws IOException if the place of the releases is there and cannot be read
     */
    List<LustreRelease> releases() throws IOException;

    /**
     * The release of this name.
     *
     * @return empty if there is none
     * @throws IOException as {@link #releases}
     */
    Optional<LustreRelease> release(String name) throws IOException;
}
