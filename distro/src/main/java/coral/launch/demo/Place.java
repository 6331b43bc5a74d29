// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.core.posix.Directory;
import coral.core.posix.FileSystemStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the demo's home, files and archive lie: a directory, or a loop image where its file system is refused. */
final class Place implements AutoCloseable {
    private static final Set<Long> TAKEN = Set.of(FileSystemStatus.EXT4, FileSystemStatus.XFS);
    private static final long IMAGE_BYTES = 3L << 30;

    private final Path base;
    private final @Nullable Path mount;
    private boolean kept;

    private Place(Path base, @Nullable Path mount) {
        this.base = base;
        this.mount = mount;
    }

    /** Chooses the place beneath an empty directory. */
    static Place under(Path base) throws DemoException, IOException, InterruptedException {
        FileSystemStatus status;
        try (Directory directory = Directory.at(base.toString())) {
            status = directory.fileSystem();
        }
        if (TAKEN.contains(status.magic())) {
            return new Place(base, null);
        }
        Steps.say(
                "%s lies on %s, where files cannot be released safely: using an ext4 loop image", base, status.kind());
        return new Place(base, mountImage(base));
    }

    Path home() {
        return base.resolve("home");
    }

    Path files() {
        return storage().resolve("files");
    }

    Path archive() {
        return storage().resolve("archive");
    }

    /** Leaves everything in place at {@link #close}. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (mount == null || kept) {
            return;
        }
        try {
            tool(List.of("umount", mount.toString()));
        } catch (DemoException e) {
            Steps.say("%s stays mounted: %s", mount, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a tree, or what is left of it; names are taken as they come, whatever their bytes. */
    static void delete(Path base) throws IOException {
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path storage() {
        return mount != null ? mount : base;
    }

    private static Path mountImage(Path base) throws DemoException, IOException, InterruptedException {
        Path image = base.resolve("demo.img");
        try (var file = Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.position(IMAGE_BYTES - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        Path mount = Files.createDirectory(base.resolve("fs"));
        tool(List.of("mkfs.ext4", "-q", "-F", image.toString()));
        tool(List.of("mount", "-o", "loop", image.toString(), mount.toString()));
        return mount;
    }

    private static void tool(List<String> argv) throws DemoException, IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new DemoException(argv + " did not end within 2 minutes");
        }
        if (process.exitValue() != 0) {
            throw new DemoException(argv + " ended with " + process.exitValue());
        }
    }
}
