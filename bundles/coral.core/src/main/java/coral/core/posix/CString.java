// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import java.util.Arrays;

/** Names as NUL-terminated bytes for the C library. */
final class CString {
    private CString() {}

    static byte[] of(String name) throws ErrnoException {
        byte[] bytes = Names.encode(name);
        for (byte b : bytes) {
            if (b == 0) {
                throw new ErrnoException("use", Names.printable(name), Errno.EINVAL.number());
            }
        }
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
