// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.problem.ProblemException;
import java.nio.file.Path;

/**
 * The first entry of a backup. docs/formats/backup.md describes it. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format
 * @param compat features that a reader may ignore
 * @param incompat features that a reader must know
 * @param created when the writing began, ISO 8601 in UTC
 * @param coral version of the node that wrote it
 * @param host name of its host
 * @param home its home
 * @param deploy whether the dropped bundles are in it
 */
public record BackupHeader(
        String format,
        int version,
        int compat,
        int incompat,
        String created,
        String coral,
        String host,
        String home,
        boolean deploy) {
    static final String FORMAT = "coral-backup";
    static final int VERSION = 1;
    static final String NAME = "coral-backup.json";

    /** A header as this Coral writes it. */
    public static BackupHeader of(String created, String coral, String host, Path home, boolean deploy) {
        return new BackupHeader(FORMAT, VERSION, 0, 0, created, coral, host, home.toString(), deploy);
    }

    void refuseUnknown(Path file) throws ProblemException {
        if (!FORMAT.equals(format) || created == null || coral == null || host == null || home == null) {
            throw BackupProblems.damaged(file, "its first entry is no header of a backup")
                    .exception();
        }
        if (version != VERSION) {
            throw BackupProblems.newer(file, "format version " + version + ", known is " + VERSION)
                    .exception();
        }
        if (incompat != 0) {
            throw BackupProblems.newer(file, "unknown incompat features 0x" + Integer.toHexString(incompat))
                    .exception();
        }
    }
}
