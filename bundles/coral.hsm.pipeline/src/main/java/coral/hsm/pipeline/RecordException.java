// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.posix.Errno;
import java.io.IOException;

/** A commit record that cannot be used: EIO when it is damaged, EOPNOTSUPP when this version does not know it. */
public final class RecordException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    private RecordException(Errno errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** The record is not what was written. */
    static RecordException damaged(String message) {
        return new RecordException(Errno.EIO, "damaged commit record: " + message);
    }

    /** The record is whole, but what it asks for is not known here. */
    static RecordException unsupported(String message) {
        return new RecordException(Errno.EOPNOTSUPP, "commit record of a newer version: " + message);
    }

    /** EIO or EOPNOTSUPP. */
    public Errno errno() {
        return errno;
    }
}
