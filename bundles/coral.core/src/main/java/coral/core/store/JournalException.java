// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;

/** A journal that cannot be opened as it is: damaged, of an unknown format, or used by somebody else. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says which file, what is wrong with it and what is allowed. */
    public JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
