// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The places of clownfish.conf, the first of which counts. Safe for use by many threads.
 *
 * @param candidates absolute paths
 */
record ClusterFiles(List<Path> candidates) {
    /**
     * One state of the file.
     *
     * @param path the file that counts; empty for none
     * @param stamp changes whenever the file does
     */
    record Seen(Optional<Path> path, String stamp) {
        static final Seen NONE = new Seen(Optional.empty(), "");
    }

    static ClusterFiles of(String etc, String home) {
        return new ClusterFiles(
                home.isEmpty()
                        ? List.of(Path.of(etc, ClownfishConf.NAME))
                        : List.of(Path.of(etc, ClownfishConf.NAME), Path.of(home, "conf", ClownfishConf.NAME)));
    }

    /** What there is now. A file that cannot be looked at counts too: it must not give way to another one. */
    Seen look() {
        for (Path path : candidates) {
            try {
                return new Seen(
                        Optional.of(path),
                        Files.readAttributes(path, "unix:ino,size,lastModifiedTime,ctime,mode")
                                .toString());
            } catch (NoSuchFileException e) {
                // The next place.
            } catch (IOException e) {
                return new Seen(Optional.of(path), "cannot be looked at: " + e.getMessage());
            }
        }
        return Seen.NONE;
    }
}
