// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileSystemStatus;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds out with a temporary file whether a directory's file system can do what release and restore need. */
public final class Probe {
    private static final Set<Long> ALLOWED = Set.of(FileSystemStatus.EXT4, FileSystemStatus.XFS);
    private static final int TIMES = 50;

    private Probe() {}

    /**
     * Tries everything that is needed. The temporary file is gone when it returns.
     *
     * @throws ProblemException when the file system is of a kind that is not allowed, or lacks something
     */
    public static Volume.Traits check(String path) throws ProblemException {
        try (Directory directory = Directory.at(path)) {
            refuseKind(path, directory.fileSystem());
            return tried(path, directory);
        } catch (IOException e) {
            throw new ProblemException(lacks(path, "usable files", e), e);
        }
    }

    private static void refuseKind(String path, FileSystemStatus status) throws ProblemException {
        if (!ALLOWED.contains(status.magic())) {
            throw new Problem(
                            "CORAL-HSM-101",
                            Errno.EOPNOTSUPP,
                            path + " lies on a file system of type " + status.kind() + "; allowed are ext4 and xfs",
                            "make one in a loop image: truncate -s 10G img; mkfs.ext4 img; mount -o loop img DIR")
                    .exception();
        }
    }

    private static Volume.Traits tried(String path, Directory directory) throws IOException, ProblemException {
        String name =
                ".coral-probe-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        try (OpenFile file = directory.open(name, Access.CREATE_NEW, 0600)) {
            write(file);
            HandleForm form = step(path, "file handles", () -> form(directory, file));
            step(path, "user xattrs", () -> xattr(file, "user"));
            step(path, "leases", () -> lease(file));
            step(path, "hole punching", () -> punch(file));
            return new Volume.Traits(form, namespace(file), coarse(file));
        } finally {
            directory.unlink(name);
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private static <T> T step(String path, String what, Step<T> step) throws ProblemException {
        try {
            return step.run();
        } catch (IOException e) {
            throw new ProblemException(lacks(path, what, e), e);
        }
    }

    private static Problem lacks(String path, String what, IOException e) {
        Errno errno = e instanceof ErrnoException x ? x.errno() : Errno.EIO;
        return new Problem(
                "CORAL-HSM-102",
                errno,
                path + " cannot be used, it lacks " + what + ": " + e.getMessage(),
                errno == Errno.EPERM || errno == Errno.EACCES
                        ? "run the node as root"
                        : "use an ext4 or xfs of its own");
    }

    private static void write(OpenFile file) throws IOException {
        file.write(ByteBuffer.allocateDirect(8192), 0);
        file.sync();
    }

    private static HandleForm form(Directory directory, OpenFile file) throws IOException {
        Optional<HandleForm> form = HandleForm.of(file.handle());
        if (form.isEmpty()) {
            throw new IOException("handle " + file.handle() + " is of an unknown form");
        }
        HandleForm found = form.get();
        directory
                .openByHandle(found.handle(found.fid(file.handle())).orElseThrow(), Access.READ)
                .close();
        return found;
    }

    private static boolean xattr(OpenFile file, String namespace) throws IOException {
        String name = namespace + ".coral.probe";
        byte[] value = {1, 2, 3};
        file.xattrs().set(name, value);
        boolean same = HexFormat.of()
                .formatHex(file.xattrs().get(name).orElse(new byte[0]))
                .equals("010203");
        file.xattrs().remove(name);
        if (!same) {
            throw new IOException(name + " does not read back");
        }
        return true;
    }

    private static boolean lease(OpenFile file) throws IOException {
        file.leaseExclusively().close();
        return true;
    }

    private static boolean punch(OpenFile file) throws IOException {
        file.punch(0, 8192);
        if (file.nextData(0).isPresent() || file.status().sizeBytes() != 8192) {
            throw new IOException("a punched file still has data or lost its length");
        }
        return true;
    }

    private static String namespace(OpenFile file) throws IOException {
        try {
            xattr(file, "trusted");
            return "trusted";
        } catch (ErrnoException e) {
            return "user";
        }
    }

    // Kernels before 6.13 stamp changes with the clock tick: two in one tick look the same.
    private static boolean coarse(OpenFile file) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            var before = file.status().changed();
            file.write(ByteBuffer.allocateDirect(1), 0);
            if (file.status().changed().equals(before)) {
                return true;
            }
        }
        return false;
    }
}
