// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** Refusals of the registry, each with its code. */
public final class RegistryProblems {
    private static final String NOT_A_DIRECTORY = "CORAL-HSM-131";
    private static final String OPENING = "CORAL-HSM-152";
    private static final String OFFLINE = "CORAL-HSM-137";

    private RegistryProblems() {}

    /** Another change of file systems by HTTP is under way. */
    public static Problem busy() {
        return new Problem(
                "CORAL-HSM-185", Errno.EAGAIN, "another change of file systems is under way", "try again later");
    }

    static Problem notRoot() {
        return Problem.of("CORAL-HSM-130", Errno.EPERM, "only root may change the file systems of this node");
    }

    static Problem notADirectory(String path, IOException e) {
        return new Problem(
                NOT_A_DIRECTORY,
                e instanceof ErrnoException call ? call.errno() : Errno.ENOTDIR,
                Names.printable(path) + " is no directory that can be used: " + e.getMessage(),
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
                OFFLINE,
                Errno.ENODEV,
                "file system " + name + " is offline: " + why,
                "mount it; the node looks for it every 10 s");
    }

    static Problem opening(String name) {
        return new Problem(OPENING, Errno.EAGAIN, "file system " + name + " is being opened", "ask again later");
    }

    static boolean isOpening(Problem problem) {
        return problem.code().equals(OPENING);
    }

    /** Whether that may be mended without the node: by mounting what belongs there. */
    static boolean mayPass(Problem problem) {
        return problem.code().equals(NOT_A_DIRECTORY) || problem.code().equals(OFFLINE);
    }

    static Problem hasCatalogue(String name) {
        return new Problem(
                "CORAL-HSM-143",
                Errno.EEXIST,
                "file system " + name + " has a catalogue, which knows more than the xattrs on its files: after a"
                        + " rebuild every archived file that is not released counts as changed",
                "'--force' does it anyway, '--dry-run' only counts");
    }

    static Problem marked(String path, String namespace, String uuid) {
        return new Problem(
                "CORAL-HSM-138",
                Errno.EEXIST,
                Names.printable(path) + " is marked as file system " + uuid + " of another node or home",
                "'hsm fs remove' it there first; where that home is lost, 'setfattr -x " + namespace
                        + ".coral.hsm.root DIR', then add it again and 'hsm fs rebuild --force' it before anything else");
    }

    static Problem noCatalogue(String name, Path catalogue) {
        return new Problem(
                "CORAL-HSM-142",
                Errno.ENOENT,
                "the catalogue of file system " + name + " is missing: " + catalogue,
                "bring it back, or make it again with 'hsm fs rebuild " + name + "'");
    }

    static Problem fromBackup(String name, String backup) {
        return new Problem(
                "CORAL-HSM-160",
                Errno.ESTALE,
                "the catalogue of file system " + name + " was restored from " + backup
                        + " and may not know what happened since",
                "'hsm fs rebuild " + name + "' compares it with the files");
    }

    static Problem failed(String what, Exception e) {
        return Problem.of("CORAL-HSM-139", Errno.EIO, what + ": " + e.getMessage());
    }
}
