// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.ByteArrayOutputStream;

/** The id of a job as Lustre prints it. */
final class JobId {
    private JobId() {}

    /** Takes quotes away and resolves {@code \xHH} within them; what is not whole stays as it is. */
    static Slice unescaped(Slice printed) {
        int last = printed.length() - 1;
        if (last < 1 || printed.at(0) != '"' || printed.at(last) != '"') {
            return printed;
        }
        Slice inner = printed.part(1, last);
        return inner.indexOf('\\', 0) < 0 ? inner : resolved(inner);
    }

    private static Slice resolved(Slice inner) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            int code = inner.at(i) == '\\' ? code(inner, i) : -1;
            if (code >= 0) {
                out.write(code);
                i += 3;
            } else {
                out.write(inner.at(i));
            }
        }
        return Slice.copyOf(out.toByteArray());
    }

    private static int code(Slice bytes, int at) {
        if (at + 3 >= bytes.length() || bytes.at(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(bytes.at(at + 2), 16);
        int low = Character.digit(bytes.at(at + 3), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
