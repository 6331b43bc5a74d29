// SPDX-License-Identifier: Apache-2.0
package sample.shelf;

import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.store.WholeFile;
import coral.hsm.mover.ArchiveConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of one archive, marked so that a mount that is missing is never taken for it. Immutable. */
record Shelf(Path root, String uuid) {
    private static final String MARKER = "shelf.uuid";

    static Shelf of(ArchiveConfig config) throws ProblemException {
        String root = config.options().getOrDefault("root", "");
        if (!root.startsWith("/")) {
            throw problem(1, "root=" + root + " is not an absolute path", null);
        }
        return new Shelf(Path.of(root), config.uuid());
    }

    /** The uuid that the directory is marked with. */
    Optional<String> owner() throws ProblemException {
        try {
            return WholeFile.read(root.resolve(MARKER)).map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw problem(2, root + " cannot be read", e);
        }
    }

    /** Marks an empty directory; one that is marked for the same archive is left as it is. */
    void prepare() throws ProblemException {
        if (owner().filter(uuid::equals).isPresent()) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            if (entries.iterator().hasNext()) {
                throw problem(3, root + " is not empty", null);
            }
            WholeFile.replace(root.resolve(MARKER), uuid.getBytes(StandardCharsets.US_ASCII), 0600);
        } catch (IOException e) {
            throw problem(2, root + " cannot be written", e);
        }
    }

    /** Opens the directory for one action: ENODEV, which means "later", when it is not this archive's. */
    Directory open() throws IOException {
        try {
            if (owner().filter(uuid::equals).isEmpty()) {
                throw new ErrnoException("open", root + " (no mark of this archive)", Errno.ENODEV.number());
            }
        } catch (ProblemException e) {
            throw new IOException(e);
        }
        return Directory.at(root.toString());
    }

    /** Removes what a crash left half written; an hour old, since a copy of before may still be at it. */
    void sweep() throws IOException {
        long before = System.currentTimeMillis() - 3_600_000;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, ".*-*-*-*-*")) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toMillis() < before) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    static ProblemException problem(int number, String what, Throwable cause) {
        Problem problem = Problem.of("CORAL-SAMPLE-%03d".formatted(number), Errno.EINVAL, what);
        return cause == null ? problem.exception() : new ProblemException(problem, cause);
    }
}
