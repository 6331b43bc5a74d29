// SPDX-License-Identifier: Apache-2.0
package coral.launch.trial;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a home, files and an archive lie: a directory, or a loop image where its file system is refused. For one thread,
 * but {@link #close} is for any, also twice.
 */
public final class Place implements AutoCloseable {
    private static final Set<Long> TAKEN = Set.of(FileSystemStatus.EXT4, FileSystemStatus.XFS);

    private final Path base;
    private final Consumer<String> say;
    private @Nullable Path mount;
    private boolean kept;

    private Place(Path base, Consumer<String> say) {
        this.base = base;
        this.say = say;
    }

    /**
     * Chooses the place beneath an empty directory.
     *
     * @param imageBytes length of an image; it takes space only as it fills
     * @param say is told what goes on
     */
    public static Place under(Path base, long imageBytes, Consumer<String> say)
            throws TrialException, IOException, InterruptedException {
        FileSystemStatus status = status(base);
        Place place = new Place(base, say);
        if (!TAKEN.contains(status.magic())) {
            say.accept(base + " lies on " + status.kind()
                    + ", where files cannot be released safely: using an ext4 loop image");
            place.mountImage(imageBytes);
        }
        return place;
    }

    /** Kind and space of the file system a directory lies on. */
    public static FileSystemStatus status(Path directory) throws IOException {
        try (Directory open = Directory.at(directory.toString())) {
            return open.fileSystem();
        }
    }

    /** For a node's home. */
    public Path home() {
        return base.resolve("home");
    }

    /** For files that are archived. */
    public Path files() {
        return storage().resolve("files");
    }

    /** For an archive. */
    public Path archive() {
        return storage().resolve("archive");
    }

    /** Leaves everything in place at {@link #close}. */
    public synchronized void keep() {
        kept = true;
    }

    @Override
    public synchronized void close() throws IOException {
        Path mounted = mount;
        if (mounted == null || kept) {
            return;
        }
        try {
            tool(List.of("umount", mounted.toString()));
            mount = null;
        } catch (TrialException e) {
            say.accept(mounted + " stays mounted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a tree, or what is left of it; names are taken as they come, whatever their bytes. */
    public static void delete(Path base) throws IOException {
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

    /** The directory on ext4 or xfs. */
    public synchronized Path storage() {
        Path mounted = mount;
        return mounted != null ? mounted : base;
    }

    private void mountImage(long imageBytes) throws TrialException, IOException, InterruptedException {
        Path image = base.resolve("files.img");
        try (var file = Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.position(imageBytes - 1).write(ByteBuffer.wrap(new byte[1]));
        }
        Path point = Files.createDirectory(base.resolve("fs"));
        tool(List.of("mkfs.ext4", "-q", "-F", image.toString()));
        tool(List.of("mount", "-o", "loop", image.toString(), point.toString()));
        synchronized (this) {
            mount = point;
        }
    }

    private static void tool(List<String> argv) throws TrialException, IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new TrialException(argv + " did not end within 2 minutes");
        }
        if (process.exitValue() != 0) {
            throw new TrialException(argv + " ended with " + process.exitValue());
        }
    }
}
