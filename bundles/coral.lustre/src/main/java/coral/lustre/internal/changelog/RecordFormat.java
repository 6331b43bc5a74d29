// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;

/** Numbers of struct changelog_rec, and how damage is told of: CORAL-LUSTRE-203. */
final class RecordFormat {
    static final int HEADER_BYTES = 64;
    static final int EXTRA_FLAGS_BYTES = 8;
    static final int JOB_BYTES = 32;
    static final int NID_BYTES = 24;
    static final int XATTR_BYTES = 256;
    /** Two names and the zero byte between them. */
    static final int MAX_NAME_BYTES = 2 * 255 + 1;

    static final int VERSION = 0x1000;
    static final int RENAME = 0x2000;
    static final int JOBID = 0x4000;
    static final int EXTRA_FLAGS = 0x8000;
    static final int OWN_FLAGS = 0xfff;

    static final int UIDGID = 0x1;
    static final int NID = 0x2;
    static final int OPEN = 0x4;
    static final int XATTR = 0x8;
    static final int NID_BE = 0x10;
    static final int KNOWN_EXTRA = UIDGID | NID | OPEN | XATTR | NID_BE;

    /** Seconds stand above the lower 30 bits, which have nanoseconds. */
    static final int NANO_BITS = 30;

    private RecordFormat() {}

    static ProblemException damaged(String why) {
        return new Problem(
                        "CORAL-LUSTRE-203",
                        Errno.EINVAL,
                        "a changelog record is damaged: " + why,
                        "Open the changelog again at the next index, and scan what may have been missed")
                .exception();
    }

    /** Bytes before the names. */
    static int fixedBytes(int flags, long extra) {
        int size = HEADER_BYTES;
        size += (flags & RENAME) != 0 ? 32 : 0;
        size += (flags & JOBID) != 0 ? JOB_BYTES : 0;
        if ((flags & EXTRA_FLAGS) != 0) {
            size += EXTRA_FLAGS_BYTES;
            size += (extra & UIDGID) != 0 ? 16 : 0;
            size += (extra & NID) != 0 ? NID_BYTES : 0;
            size += (extra & OPEN) != 0 ? 4 : 0;
            size += (extra & XATTR) != 0 ? XATTR_BYTES : 0;
        }
        return size;
    }
}
