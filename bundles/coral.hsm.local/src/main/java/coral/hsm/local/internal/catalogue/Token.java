// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.posix.FileStatus;
import java.time.Instant;

/**
 * What tells whether a file's data changed: docs/adr/0009-dirty-detection.md. Immutable.
 *
 * @param changed ctime, which nobody can forge
 * @param modified mtime
 * @param sizeBytes length
 */
public record Token(Instant changed, Instant modified, long sizeBytes) {
    /** The token of a file as it is now. */
    public static Token of(FileStatus status) {
        return new Token(status.changed(), status.modified(), status.sizeBytes());
    }

    /** Whether mtime and size are the same: true for chmod, chown, link and rename, and for a forged mtime. */
    public boolean looksLike(Token other) {
        return modified.equals(other.modified) && sizeBytes == other.sizeBytes;
    }

    /** This token with a ctime that no file has: the data is taken for changed when it matters. */
    public Token unproven() {
        return new Token(Instant.MIN, modified, sizeBytes);
    }
}
