// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;

/** What may be wrong with a dropped bundle. */
final class DeployProblems {
    private DeployProblems() {}

    static Problem unreadable(Path file, Exception why) {
        return Problem.of("CORAL-DEPLOY-001", Errno.EIO, file + " cannot be read or copied: " + why);
    }

    static Problem tooLarge(Path file, long mostBytes) {
        return Problem.of(
                "CORAL-DEPLOY-002", Errno.EFBIG, file + " is larger than the " + (mostBytes >> 20) + " MiB allowed");
    }

    static Problem noJar(Path file, Exception why) {
        return new Problem(
                "CORAL-DEPLOY-003",
                Errno.EINVAL,
                file + " is not a jar: " + why.getMessage(),
                "move a whole file in, by a rename within the file system");
    }

    static Problem noBundle(Path file, String why) {
        return new Problem(
                "CORAL-DEPLOY-004",
                Errno.EINVAL,
                file + " is not a bundle: " + why,
                "build it with bnd: see docs/write-a-mover.md");
    }

    static Problem fragment(Path file, String host) {
        return new Problem(
                "CORAL-DEPLOY-005",
                Errno.EINVAL,
                file + " is a fragment of " + host + ", which would have to be started anew",
                "put its content into a bundle");
    }

    static Problem ofDistribution(BundleName name, String theirs) {
        return new Problem(
                "CORAL-DEPLOY-006",
                Errno.EEXIST,
                "the distribution has " + name.symbolicName() + " (" + theirs
                        + "), which a dropped bundle cannot replace",
                "install another distribution, or choose another Bundle-SymbolicName");
    }

    static Problem twice(BundleName name, String other) {
        return new Problem(
                "CORAL-DEPLOY-007",
                Errno.EEXIST,
                name + " is in deploy/" + other + " already",
                "remove one of the two files");
    }

    static Problem notAllowed(String file, String sha256, Path list) {
        return new Problem(
                "CORAL-DEPLOY-008",
                Errno.EPERM,
                file + " is not allowed by " + list,
                "to allow it add the line 'sha256 " + sha256 + "  # " + file + "'");
    }

    static Problem badList(Path list, String what) {
        return new Problem(
                "CORAL-DEPLOY-009",
                Errno.EINVAL,
                list + ": " + what,
                "a line is 'sha256 HEX' or 'signer HEX', 64 hex digits, with a comment after #; nothing is allowed"
                        + " until that is mended");
    }

    static Problem framework(String file, Exception why) {
        return Problem.of("CORAL-DEPLOY-010", Errno.EINVAL, file + " was refused by the framework: " + Causes.of(why));
    }

    static Problem noSuchFile(String name, Path folder) {
        return new Problem(
                "CORAL-DEPLOY-014",
                Errno.ENOENT,
                "there is no bundle " + name + " in " + folder,
                "see 'coral deploy ls'");
    }

    static Problem badName(String name) {
        return new Problem(
                "CORAL-DEPLOY-015",
                Errno.EINVAL,
                "'" + name + "' is no name for a file in deploy/",
                "it ends in .jar and does not begin with a dot");
    }

    static Problem notInTime(String name, Duration limit) {
        return new Problem(
                "CORAL-DEPLOY-016",
                Errno.ETIMEDOUT,
                name + " was copied, but is not up after " + limit.toSeconds() + " s",
                "see 'coral deploy status'");
    }

    static Problem stillThere(String name, Duration limit) {
        return new Problem(
                "CORAL-DEPLOY-018",
                Errno.ETIMEDOUT,
                name + " was removed, but its bundle still runs after " + limit.toSeconds() + " s",
                "see log/coral.log");
    }

    static Problem noFolder() {
        return Problem.of("CORAL-DEPLOY-017", Errno.ENOENT, "this node has no deploy folder: coral.home is not set");
    }
}
