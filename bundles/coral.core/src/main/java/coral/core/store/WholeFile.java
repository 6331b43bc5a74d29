// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Small files that are always read and replaced as a whole. Calls on one file must not run at the same time. */
public final class WholeFile {
    private WholeFile() {}

    /** The content; empty when there is no such file. */
    public static Optional<byte[]> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /**
     * Replaces the content in one step: after a crash the file holds either the old or the new content. Durable when
     * it returns. May be repeated; a failed call leaves the old content.
     *
     * @param permissions of the file, such as 0600
     */
    public static void replace(Path file, byte[] content, int permissions) throws IOException {
        String name = file.getFileName().toString();
        String staging = "." + name + ".new";
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a parent");
        try (Directory directory = Directory.at(parent.toString())) {
            directory.unlink(staging);
            try (OpenFile made = directory.open(staging, Access.CREATE_NEW, permissions)) {
                made.setPermissions(permissions);
                made.write(
                        ByteBuffer.allocateDirect(Math.max(content.length, 1))
                                .put(content)
                                .flip(),
                        0);
                made.sync();
            }
            directory.rename(staging, name);
            directory.sync();
        }
    }
}
