// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.problem;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.hsm.model.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Problems of paths, requests and callers that the {@code hsm} command tells of. */
public final class HsmProblems {
    private HsmProblems() {}

    /** The path lies in no file system that Coral tiers. */
    public static Problem outside(String path, List<String> roots) {
        String known = roots.isEmpty() ? "there is none" : "there are " + String.join(", ", roots);
        return new Problem(
                "CORAL-HSM-001",
                Errno.EXDEV,
                Names.printable(path) + " is in no HSM file system (" + known + ")",
                "add one with 'hsm fs add DIR'");
    }

    /** A directory where a file is needed. */
    public static Problem directory(String path) {
        return new Problem(
                "CORAL-HSM-002",
                Errno.EISDIR,
                Names.printable(path) + " is a directory",
                "name files, or use --recursive for all files in it");
    }

    /** Part of a tree could not be read. */
    public static Problem unreadable(IOException why) {
        Errno errno = why instanceof ErrnoException call ? call.errno() : Errno.EIO;
        return Problem.of("CORAL-HSM-003", errno, String.valueOf(why.getMessage()));
    }

    /** The list of names could not be read. */
    public static Problem unreadableList(String list, IOException why) {
        Errno errno = why instanceof ErrnoException call ? call.errno() : Errno.EIO;
        return Problem.of(
                "CORAL-HSM-004", errno, "cannot read the list " + Names.printable(list) + ": " + why.getMessage());
    }

    /** A name in a list is longer than any name can be. */
    public static Problem nameTooLong(String list, int mostBytes) {
        return new Problem(
                "CORAL-HSM-005",
                Errno.ENAMETOOLONG,
                "a name in the list " + Names.printable(list) + " is longer than " + mostBytes + " bytes",
                "put one name on a line, or separate names by NUL and use --null");
    }

    /** A request ended badly. */
    public static Problem failed(String action, String cookie, Failure why) {
        return new Problem(
                "CORAL-HSM-006",
                why.error(),
                action + " request " + cookie + " failed: " + why.text(),
                "'hsm status' tells how its archive does");
    }

    /** A request was given up. */
    public static Problem canceled(String action, String cookie) {
        return Problem.of("CORAL-HSM-007", Errno.ECANCELED, action + " request " + cookie + " was canceled");
    }

    /** The time to wait is over. */
    public static Problem stillGoing(String action, String cookie, Duration waited) {
        return new Problem(
                "CORAL-HSM-008",
                Errno.ETIMEDOUT,
                action + " request " + cookie + " has not ended after " + waited.toSeconds() + " s and goes on",
                "'hsm action FILE' shows where it stands");
    }

    /** The request's end is not known any more. */
    public static Problem forgotten(String action, String cookie) {
        return new Problem(
                "CORAL-HSM-009",
                Errno.ENOENT,
                action + " request " + cookie + " is not known any more",
                "'hsm state FILE' shows what became of the file");
    }

    /** The caller has not the right. */
    public static Problem notAllowed(String user, String what) {
        return new Problem(
                "CORAL-HSM-010",
                Errno.EPERM,
                "user " + Names.printable(user) + " may not " + what,
                "root and the user of the node may");
    }

    /** There is no file system of this name. */
    public static Problem noFileSystem(String name, Collection<String> known) {
        return new Problem(
                "CORAL-HSM-011",
                Errno.ENOENT,
                "no HSM file system is called '" + Names.printable(name) + "'",
                known.isEmpty() ? "there is none" : "there are " + String.join(", ", known));
    }

    /** A request by HTTP names no file or too many. */
    public static Problem wrongNumberOfPaths(int number, int most) {
        return Problem.of("CORAL-HSM-180", Errno.EINVAL, "there are " + number + " paths; allowed are 1 to " + most);
    }

    /** A path that is relative to nothing. */
    public static Problem notAbsolute(String path) {
        return Problem.of(
                "CORAL-HSM-181",
                Errno.EINVAL,
                "path '" + Names.printable(path) + "' is not absolute; allowed are paths that begin with '/'");
    }

    /** As many long calls by HTTP are under way as are allowed. */
    public static Problem busy() {
        return new Problem(
                "CORAL-HSM-183", Errno.EAGAIN, "other changes of this kind are under way", "try again a little later");
    }

    /** A cursor that no answer gave. */
    public static Problem badCursor(String cursor) {
        return new Problem(
                "CORAL-HSM-182",
                Errno.EINVAL,
                "cursor is '" + Names.printable(cursor) + "', which no answer gave",
                "send 'next' of the answer before, or no cursor to begin again");
    }
}
