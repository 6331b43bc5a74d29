// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The directory of one archive. It is opened anew for every action, since mounts come and go. Immutable. */
record ArchivePlace(String root, String uuid) {
    /**
     * Opens the root, and only if it carries this archive's marker.
     *
     * @throws ProblemException when the archive is offline, with an error number that lets it be tried again
     */
    Directory open() throws ProblemException {
        Directory directory;
        try {
            directory = Directory.at(root);
        } catch (ErrnoException e) {
            throw offline("CORAL-POSIX-010", "cannot be opened", "mount or create it", e);
        }
        try {
            check(directory);
            return directory;
        } catch (ProblemException | RuntimeException e) {
            close(directory);
            throw e;
        }
    }

    /** Why the archive is offline now; empty when it can be used. */
    Optional<Problem> offline() {
        try {
            close(open());
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /** Reads a marker. */
    static ArchiveMarker marker(Directory directory) throws IOException {
        try (OpenFile file = directory.open(ArchiveMarker.NAME, Access.READ)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(ArchiveMarker.MOST_BYTES);
            file.read(bytes, 0);
            byte[] content = new byte[bytes.flip().remaining()];
            bytes.get(content);
            return ArchiveMarker.decode(content);
        }
    }

    private void check(Directory directory) throws ProblemException {
        ArchiveMarker marker;
        try {
            marker = marker(directory);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                throw offline("CORAL-POSIX-011", "has no marker", "is its mount missing?", e);
            }
            throw offline("CORAL-POSIX-012", "has a marker that cannot be read", "", e);
        } catch (IOException e) {
            throw offline("CORAL-POSIX-012", "has a marker that is not understood", "", e);
        }
        if (!marker.uuid().equals(uuid)) {
            String message = "archive root " + Names.printable(root) + " belongs to archive "
                    + Names.printable(marker.uuid()) + " and not to " + uuid;
            throw new Problem("CORAL-POSIX-013", Errno.ENODEV, message, "mount the right file system there")
                    .exception();
        }
    }

    private ProblemException offline(String code, String what, String remedy, IOException cause) {
        String message = "archive root " + Names.printable(root) + " " + what + ": " + cause.getMessage();
        return new ProblemException(new Problem(code, errno(cause), message, remedy), cause);
    }

    /** ENODEV, which is tried again later; but what passes by itself, such as EMFILE, is tried again soon. */
    private static Errno errno(IOException cause) {
        boolean passes = cause instanceof ErrnoException e && e.errno().retry() == Errno.Retry.SOON;
        return passes ? ((ErrnoException) cause).errno() : Errno.ENODEV;
    }

    private static void close(Directory directory) {
        try {
            directory.close();
        } catch (ErrnoException e) {
            // It was open for reading alone: there is nothing that could be lost.
        }
    }
}
