// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import java.nio.file.Path;

/** Refusals and failures of backups, each with its code. */
public final class BackupProblems {
    private BackupProblems() {}

    static Problem taken(Path target) {
        return new Problem(
                "CORAL-CORE-050",
                Errno.EEXIST,
                shown(target) + " is there already",
                "name another file, or a directory for a name made of host and time");
    }

    static Problem cannotWrite(Path target, Exception why) {
        return new Problem(
                "CORAL-CORE-051",
                Errno.EIO,
                "the backup " + shown(target) + " cannot be written: " + why.getMessage(),
                "there is no new file of that name");
    }

    static Problem cannotRead(Path source, String why) {
        return new Problem(
                "CORAL-CORE-052",
                Errno.EIO,
                shown(source) + " cannot be backed up: " + why,
                "there is no backup; mend or move that file first");
    }

    static Problem damaged(Path file, String why) {
        return new Problem(
                "CORAL-CORE-053",
                Errno.EINVAL,
                shown(file) + " is no whole backup: " + why,
                "nothing was changed; use another backup");
    }

    static Problem newer(Path file, String what) {
        return new Problem(
                "CORAL-CORE-054",
                Errno.EINVAL,
                shown(file) + " was written by a newer Coral: " + what,
                "nothing was changed; restore it with the Coral that wrote it, or a newer one");
    }

    static Problem cannotUnpack(Path folder, Exception why) {
        return new Problem(
                "CORAL-CORE-055",
                Errno.EIO,
                "the backup cannot be unpacked to " + shown(folder) + ": " + why.getMessage(),
                "nothing was changed");
    }

    private static String shown(Path path) {
        return Names.printable(path.toString());
    }
}
