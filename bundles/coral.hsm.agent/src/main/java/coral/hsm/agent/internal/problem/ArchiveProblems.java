// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.problem;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Problems of the archives' configuration. */
public final class ArchiveProblems {
    private ArchiveProblems() {}

    /** The file that holds the archives is not what it should be. */
    public static Problem badFile(Path file, String what) {
        return new Problem(
                "CORAL-HSM-020",
                Errno.EINVAL,
                file + ": " + what,
                "mend the file or move it away, then restart the node; no archive is served until then");
    }

    /** The file that holds the archives could not be read or written. */
    public static Problem fileFailed(Path file, String what) {
        return new Problem(
                "CORAL-HSM-021", Errno.EIO, file + ": " + what, "see that the directory is there and writable");
    }

    /** No mover of this type is there. */
    public static Problem unknownType(String type, Collection<String> known) {
        return new Problem(
                "CORAL-HSM-022",
                Errno.EINVAL,
                "no mover type is called '" + Names.printable(type) + "'",
                known.isEmpty()
                        ? "there is none: install a bundle with a mover"
                        : "there are " + String.join(", ", new TreeSet<>(known)));
    }

    /** The type has no such key. */
    public static Problem unknownKey(String key, String type, Collection<String> known, @Nullable String nearest) {
        String meant = nearest == null ? "" : "did you mean --" + nearest + "? ";
        return new Problem(
                "CORAL-HSM-023",
                Errno.EINVAL,
                "archives of type " + type + " have no key --" + Names.printable(key),
                meant + "allowed are --" + String.join(", --", new TreeSet<>(known)));
    }

    /** A key that has no default was not given. */
    public static Problem missingKey(String key, String type, String description) {
        return new Problem(
                "CORAL-HSM-024",
                Errno.EINVAL,
                "archives of type " + type + " need --" + key,
                "give --" + key + ": " + description);
    }

    /** The id is taken. */
    public static Problem exists(String id, String type) {
        return new Problem(
                "CORAL-HSM-025",
                Errno.EEXIST,
                "archive " + id + " is there already, of type " + type + " and configured differently",
                "use 'hsm archives set " + id + "' to change it, or another id");
    }

    /** There is no archive with this id. */
    public static Problem noSuchArchive(String id, Collection<String> known) {
        return new Problem(
                "CORAL-HSM-026",
                Errno.ENOENT,
                "there is no archive " + id,
                known.isEmpty() ? "add one with 'hsm archives add'" : "there are " + String.join(", ", known));
    }

    /** --adopt of a place without a mark. */
    public static Problem nothingToAdopt(String id) {
        return new Problem(
                "CORAL-HSM-033",
                Errno.ENOENT,
                "the place given for archive " + id + " was no archive before",
                "leave --adopt away to make it one");
    }

    /** A changed key leads to another place. */
    public static Problem notItsPlace(String id) {
        return new Problem(
                "CORAL-HSM-034",
                Errno.EEXIST,
                "the place given is not that of archive " + id,
                "move the archive with its mark there first, or add another archive");
    }

    /** Requests need the archive. */
    public static Problem inUse(String id, String cookie, String fileSystem) {
        return new Problem(
                "CORAL-HSM-027",
                Errno.EBUSY,
                "archive " + id + " has live requests, such as " + cookie + " of file system " + fileSystem,
                "wait for them or cancel them with 'hsm cancel FILE'");
    }

    /** The mover type is not there now. */
    public static Problem noMover(String type) {
        return new Problem(
                "CORAL-HSM-028",
                Errno.ENODEV,
                "no mover of type " + type + " is here; requests wait",
                "install or start the bundle that brings it");
    }

    /** Adding the archive was cut short. */
    public static Problem notPrepared(String id) {
        return new Problem(
                "CORAL-HSM-029",
                Errno.ENODEV,
                "adding archive " + id + " was cut short",
                "repeat 'hsm archives add " + id + " …', or 'hsm archives remove " + id + "'");
    }

    /** The mover is being opened. */
    public static Problem opening() {
        return Problem.of("CORAL-HSM-030", Errno.EAGAIN, "the archive is being opened");
    }

    /** The mover broke where it must not. */
    public static Problem moverBroke(String type, RuntimeException why) {
        return new Problem(
                "CORAL-HSM-031",
                Errno.EIO,
                "the mover of type " + type + " failed unexpectedly ("
                        + why.getClass().getSimpleName() + ")",
                "see the log");
    }

    /** The archive does not answer. */
    public static Problem silent(String id, Duration limit) {
        return Problem.of(
                "CORAL-HSM-032", Errno.ETIMEDOUT, "archive " + id + " did not answer for " + limit.toSeconds() + " s");
    }
}
