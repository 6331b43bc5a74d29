// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lfs getdirstripe} prints of one directory.
 *
 * @param path as it stands there, by {@link coral.core.posix.Names}; empty where lfs does not print it
 * @param directory its FID; null where lfs does not print it
 */
public record DirectoryEntry(String path, @Nullable Fid directory, DirectoryLayout layout) {
    /** The directory's FID, if lfs prints it. */
    public Optional<Fid> fid() {
        return Optional.ofNullable(directory);
    }
}
