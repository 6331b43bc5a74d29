// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.site;

import coral.core.posix.Directory;
import coral.core.posix.FileSystemStatus;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One directory with a file system, two archives and a place for rivals, all on one device. For one thread. */
public final class Site {
    private static final Path NODE_FILES = Path.of("files");

    private final Path root;
    private final Programs programs;

    private Site(Path root, Programs programs) {
        this.root = root;
        this.programs = programs;
    }

    /** An archive of the site. */
    public enum Store {
        /** CRC-32C alone. */
        CRC32C("1"),
        /** SHA-256 as well. */
        SHA256("2");

        private final String id;

        Store(String id) {
            this.id = id;
        }

        /** As {@code hsm archive --archive} takes it. */
        public String id() {
            return id;
        }
    }

    /** Makes the node serve the directory: an administrator's own commands, from outside. */
    public static Site lay(Path root, Programs programs) throws IOException, InterruptedException, ProblemException {
        Site site = new Site(root, programs);
        Files.createDirectories(site.rivals());
        Files.createDirectories(site.files());
        programs.hsm("fs", "add", site.files().toString(), "--name", "bench");
        for (Store store : Store.values()) {
            String archive = Files.createDirectories(site.archive(store)).toString();
            String hash = store == Store.SHA256 ? "sha256" : "crc32c";
            programs.hsm("archives", "add", store.id(), "--type", "posix", "--root", archive, "--hash", hash);
        }
        return site;
    }

    /** Files that the node may archive. */
    public Path files() {
        return root.resolve(NODE_FILES);
    }

    /** Where rivals write to. */
    public Path rivals() {
        return root.resolve("rivals");
    }

    /** Programs of the OS shell. */
    public Programs programs() {
        return programs;
    }

    /** Objects of an archive as ordinary files, for a rival to copy. */
    public List<Path> objects(Store store) throws IOException {
        try (var found = Files.walk(archive(store).resolve("objects"))) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Waits until nothing is left to be written: no side pays for the other's data. The page cache stays as it is. */
    public void settle() throws IOException {
        try (Directory directory = Directory.at(root.toString())) {
            directory.syncFileSystem();
        }
    }

    /** How {@code hsm VERB --wait PATH…} lasts. */
    public Duration timedHsm(String... arguments) throws IOException, InterruptedException, ProblemException {
        long began = System.nanoTime();
        programs.hsm(arguments);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Space for the files of benchmarks beneath a directory. */
    public static long freeBytes(Path directory) throws IOException {
        try (Directory open = Directory.at(directory.toString())) {
            FileSystemStatus status = open.fileSystem();
            return status.availableBytes();
        }
    }

    /** Takes a tree away, if it is there. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path archive(Store store) {
        return root.resolve("archive-" + store.id());
    }
}
