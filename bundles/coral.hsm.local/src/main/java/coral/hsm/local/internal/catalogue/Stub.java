// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.posix.FileStatus;
import java.time.Instant;

/**
 * What a file was when its release began, and what it must still look like when it is restored. Immutable.
 *
 * @param permissions the mode's 12 bits to give back
 * @param modified mtime, kept by the released file
 * @param sizeBytes length, kept too
 * @param allocatedBytes space it took before
 */
public record Stub(int permissions, Instant modified, long sizeBytes, long allocatedBytes) {
    private static final int ACCESS_BITS = 0777;

    /** A file about to be released. */
    public static Stub of(FileStatus status) {
        return new Stub(status.permissions(), status.modified(), status.sizeBytes(), status.allocatedBytes());
    }

    /** The mode while released: nobody's read, write and execute bits. */
    public int withheld() {
        return permissions & ~ACCESS_BITS;
    }

    /** The mode to give back to a file whose mode is {@code now}: what somebody set meanwhile stays. */
    public int restored(int now) {
        return (now & ACCESS_BITS) == 0 ? now | (permissions & ACCESS_BITS) : now;
    }

    /** Whether size and mtime are as they were. */
    public boolean matches(FileStatus status) {
        return sizeBytes == status.sizeBytes() && modified.equals(status.modified());
    }
}
