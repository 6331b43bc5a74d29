// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.http.Field;
import coral.core.problem.Problem;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import org.jspecify.annotations.Nullable;

/** One file system as JSON shows it. Immutable. */
public record FileSystemLine(
        String name,
        String root,
        String profile,
        boolean online,
        @Field(optional = true) @Nullable Long copies,
        @Field(optional = true) @Nullable Long released,

        @Field(value = "Why it cannot be used.", optional = true) @Nullable
        String offline) {
    /** As it is now. */
    public static FileSystemLine of(OpenFileSystem each) {
        LocalFileSystem open = each.fileSystem();
        Problem offline = each.offline();
        return new FileSystemLine(
                each.registration().name(),
                each.registration().path(),
                "explicit",
                open != null,
                open == null ? null : open.copies(),
                open == null ? null : open.released(),
                offline == null ? null : offline.text());
    }
}
