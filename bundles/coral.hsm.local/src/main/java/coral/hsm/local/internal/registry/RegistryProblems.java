// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import java.nio.file.Path;

/** Refusals of the registry, each with its code. */
final class RegistryProblems {
    private RegistryProblems() {}

    static Problem notRoot() {
        return Problem.of("CORAL-HSM-130", Errno.EPERM, "only root may change the file systems of this node");
    }

    static Problem notADirectory(String path, String why) {
        return new Problem(
                "CORAL-HSM-131",
                Errno.ENOTDIR,
                Names.printable(path) + " is no directory that can be used: " + why,
                "name a directory that is there");
    }

    static Problem overlaps(String path, Registration other) {
        return new Problem(
                "CORAL-HSM-132",
                Errno.EEXIST,
                Names.printable(path) + " and " + Names.printable(other.path()) + ", file system " + other.name()
                        + ", lie one in the other",
                "file systems must not overlap");
    }

    static Problem nameTaken(String name) {
        return Problem.of("CORAL-HSM-133", Errno.EEXIST, "there is a file system " + name + " already");
    }

    static Problem badName(String name) {
        return new Problem(
                "CORAL-HSM-134",
                Errno.EINVAL,
                "'" + Names.printable(name) + "' is no name: 1 to 32 of a-z A-Z 0-9 _ -",
                "give one with --name");
    }

    static Problem unknown(String name) {
        return new Problem(
                "CORAL-HSM-135",
                Errno.ENOENT,
                "there is no file system '" + Names.printable(name) + "'",
                "'hsm fs ls' shows those that are there");
    }

    static Problem inUse(String name, long released, long live) {
        return new Problem(
                "CORAL-HSM-136",
                Errno.EBUSY,
                "file system " + name + " has " + released + " files that are released, or in work, and " + live
                        + " live requests",
                "restore the files and let the requests end");
    }

    static Problem offline(String name, String why) {
        return new Problem(
                "CORAL-HSM-137", Errno.ENODEV, "file system " + name + " is offline: " + why, "mount it and restart");
    }

    static Problem opening(String name) {
        return new Problem(
                "CORAL-HSM-152", Errno.EAGAIN, "file system " + name + " is being opened", "ask again later");
    }

    static Problem marked(String path, String uuid) {
        return new Problem(
                "CORAL-HSM-138",
                Errno.EEXIST,
                Names.printable(path) + " is marked as file system " + uuid + " of another node or home",
                "remove it there first, or take the xattr *.coral.hsm.root from the directory");
    }

    static Problem noCatalogue(String name, Path catalogue) {
        return new Problem(
                "CORAL-HSM-142",
                Errno.ENOENT,
                "the catalogue of file system " + name + " is missing: " + catalogue,
                "bring it back, or make it again with 'hsm fs rebuild " + name + "'");
    }

    static Problem failed(String what, Exception e) {
        return Problem.of("CORAL-HSM-139", Errno.EIO, what + ": " + e.getMessage());
    }
}
