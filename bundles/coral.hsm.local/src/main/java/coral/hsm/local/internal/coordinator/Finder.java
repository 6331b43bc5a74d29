// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.Impersonation;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.local.internal.disk.Volume;
import java.io.IOException;
import java.util.Optional;

/** Finds files by path with the rights of whoever asks. Safe for use by many threads. */
final class Finder {
    private final String root;
    private final String realRoot;
    private final long device;
    private final Volume volume;

    Finder(String root, Volume volume) throws IOException {
        this.root = root;
        this.volume = volume;
        this.realRoot = real(volume.root());
        this.device = volume.root().status().device();
    }

    Optional<HsmFile> find(Caller caller, String path) throws ProblemException {
        String clean = withoutTrailingSlashes(path);
        try {
            return Impersonation.as(caller, () -> look(clean, path));
        } catch (ErrnoException e) {
            if (!beneath(clean, root) && !beneath(clean, realRoot)) {
                return Optional.empty();
            }
            throw new ProblemException(problem(path, e), e);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("CORAL-HSM-125", Errno.EIO, Names.printable(path) + ": " + e.getMessage()), e);
        }
    }

    private Optional<HsmFile> look(String clean, String asked) throws IOException {
        int slash = clean.lastIndexOf('/');
        String last = clean.substring(slash + 1);
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            try (Directory directory = Directory.at(clean)) {
                return refuseDirectory(directory, clean);
            }
        }
        try (Directory parent = Directory.at(slash == 0 ? "/" : clean.substring(0, slash))) {
            String place = real(parent);
            if (!beneath(place.equals("/") ? "/" + last : place + "/" + last, realRoot)) {
                return Optional.empty();
            }
            try (OpenFile file = parent.open(last, Access.PATH)) {
                return Optional.of(regular(file, asked, clean.length() != asked.length()));
            }
        }
    }

    private Optional<HsmFile> refuseDirectory(Directory directory, String path) throws IOException {
        if (beneath(real(directory), realRoot)) {
            throw new ErrnoException("use", Names.printable(path), Errno.EISDIR.number());
        }
        return Optional.empty();
    }

    private HsmFile regular(OpenFile file, String path, boolean directoryAsked) throws IOException {
        FileStatus status = file.status();
        if (status.isDirectory()) {
            throw new ErrnoException("use", Names.printable(path), Errno.EISDIR.number());
        }
        // Another file system may be mounted beneath: its handles mean other files.
        if (!status.isRegular() || status.device() != device) {
            throw new ErrnoException("use", Names.printable(path), Errno.EINVAL.number());
        }
        if (directoryAsked) {
            throw new ErrnoException("use", Names.printable(path), Errno.ENOTDIR.number());
        }
        return new HsmFile(volume.fid(file), path, status.sizeBytes(), status.allocatedBytes());
    }

    private static Problem problem(String path, ErrnoException e) {
        String name = Names.printable(path);
        return switch (e.errno()) {
            case ENOENT, ENOTDIR -> Problem.of("CORAL-HSM-126", Errno.ENOENT, "there is no file " + name);
            case EACCES, EPERM -> Problem.of("CORAL-HSM-127", Errno.EACCES, "you may not reach " + name);
            case EISDIR -> new Problem("CORAL-HSM-128", Errno.EISDIR, name + " is a directory", "name regular files");
            case EINVAL ->
                new Problem(
                        "CORAL-HSM-129",
                        Errno.EINVAL,
                        name + " is no regular file of this file system",
                        "name regular files");
            default -> Problem.of("CORAL-HSM-125", e.errno(), name + ": " + e.getMessage());
        };
    }

    private static boolean beneath(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory.equals("/") ? "/" : directory + "/");
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    // The kernel knows the path of an open directory, all symbolic links resolved.
    private static String real(Directory directory) throws IOException {
        try (Directory links = Directory.at("/proc/self/fd")) {
            return links.readlink(Integer.toString(directory.descriptor()));
        }
    }
}
