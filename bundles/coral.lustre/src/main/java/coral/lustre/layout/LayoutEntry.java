// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lfs getstripe} prints of one file or directory.
 *
 * @param path as it stands there, by {@link coral.core.posix.Names}; empty where lfs does not print it (YAML)
 * @param directory true if the layout is a directory's: what files made in it get
 * @param inherited true if lfs marks it as the file system's own ({@code -v} only)
 * @param layout null for what has none, such as a symbolic link
 */
public record LayoutEntry(
        String path,
        boolean directory,
        boolean inherited,
        @Nullable Layout layout) {
    /** The layout, if there is one. */
    public Optional<Layout> find() {
        return Optional.ofNullable(layout);
    }
}
