// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/**
 * Walks over the bytes of one line or value. A step that does not find what it wants makes the whole scan
 * {@link #failed()} and later steps do nothing, so that callers ask once, at the end. For one thread.
 */
final class Scan {
    private final byte[] bytes;
    private int at;
    private final int end;
    private boolean failed;

    Scan(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean failed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    /** Whether everything was understood and nothing is left but blanks. */
    boolean done() {
        blanks();
        return !failed && at == end;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The byte that comes next, or -1 at the end. */
    int peek() {
        return at < end ? bytes[at] : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Steps over blanks; tells how many. */
    int blanks() {
        int from = at;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        return at - from;
    }

    /** Steps over one byte if it is the wanted one. */
    boolean take(char wanted) {
        if (failed || at >= end || bytes[at] != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Steps over blanks and a text that must come next. */
    Scan must(String ascii) {
        blanks();
        if (!takes(ascii)) {
            failed = true;
        }
        return this;
    }

    /** Steps over a text if it comes next. */
    boolean takes(String ascii) {
        if (failed || end - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at += ascii.length();
        return true;
    }

    /** Steps over blanks and takes what comes before the next blank; fails if nothing does. */
    Slice word() {
        blanks();
        int from = at;
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
        return cut(from, at);
    }

    /** Takes what comes before a byte, and steps over it; fails if the byte does not come. */
    Slice upTo(char stop) {
        int from = at;
        while (at < end && bytes[at] != stop) {
            at++;
        }
        if (at >= end) {
            failed = true;
            return Slice.EMPTY;
        }
        return Slice.view(bytes, from, at++);
    }

    /** What is left, without blanks around it. */
    Slice rest() {
        blanks();
        int to = end;
        while (to > at && isBlank(bytes[to - 1])) {
            to--;
        }
        Slice rest = Slice.view(bytes, at, to);
        at = end;
        return rest;
    }

    private Slice cut(int from, int to) {
        if (failed || from == to) {
            failed = true;
            return Slice.EMPTY;
        }
        return Slice.view(bytes, from, to);
    }

    /** A line's bytes up to the next line feed, and a step over that. */
    Slice line() {
        int from = at;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        Slice line = Slice.view(bytes, from, at);
        at = Math.min(at + 1, end);
        return line;
    }

    /** Steps over blanks and takes a decimal number of up to 64 bits without sign; fails for anything else. */
    long unsigned() {
        blanks();
        int from = at;
        long value = 0;
        while (at < end && isDigit(bytes[at])) {
            int digit = bytes[at] - '0';
            if (at - from >= 19 || value > (Long.MAX_VALUE - 9) / 10) {
                return large(from);
            }
            value = value * 10 + digit;
            at++;
        }
        return ended(from, value);
    }

    /** The rare numbers that need the 64th bit. */
    private long large(int from) {
        at = from;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        try {
            return ended(
                    from, Long.parseUnsignedLong(Slice.view(bytes, from, at).text()));
        } catch (NumberFormatException e) {
            failed = true;
            return 0;
        }
    }

    /** A number ends where no letter or digit follows: {@code 12x4} is no 12. */
    private long ended(int from, long value) {
        if (failed || at == from || (at < end && isWordByte(bytes[at]))) {
            failed = true;
            return 0;
        }
        return value;
    }

    private static boolean isWordByte(int c) {
        return c < 0 || c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Steps over blanks and takes a decimal number that may have a minus sign; fails outside of a long. */
    long signed() {
        blanks();
        boolean minus = take('-');
        if (isBlank(peek())) {
            failed = true;
        }
        long value = unsigned();
        if (value < 0) {
            failed = true;
            return 0;
        }
        return minus ? -value : value;
    }

    /** Steps over blanks and takes {@code 0x} and up to 16 hexadecimal digits; fails for anything else. */
    long hex() {
        must("0x");
        int from = at;
        long value = 0;
        while (at < end && Character.digit(bytes[at], 16) >= 0) {
            value = (value << 4) | Character.digit(bytes[at], 16);
            at++;
        }
        if (at - from > 16) {
            failed = true;
        }
        return ended(from, value);
    }

    /** Takes letters and what units have beside them; fails if there are none. */
    Slice letters() {
        int from = at;
        while (at < end && ((isWordByte(bytes[at]) && bytes[at] > 0) || bytes[at] == '/' || bytes[at] == '.')) {
            at++;
        }
        return cut(from, at);
    }

    /** Takes a number that may have a suffix of powers of 1,024: {@code 64K}; fails for anything else. */
    long scaled() {
        blanks();
        int from = at;
        long value = 0;
        while (at < end && isDigit(bytes[at]) && at - from < 18) {
            value = value * 10 + bytes[at++] - '0';
        }
        int power = at > from && at < end ? "KMGTPE".indexOf(bytes[at]) + 1 : 0;
        if (power > 0) {
            at++;
        }
        if (value > Long.MAX_VALUE >> (10 * power)) {
            failed = true;
        }
        return ended(from, value << (10 * power));
    }

    /** Takes everything up to the last of a byte, with it; fails if it does not come. */
    Slice upToLast(char stop) {
        int from = at;
        int last = end - 1;
        while (last >= at && bytes[last] != stop) {
            last--;
        }
        at = Math.max(at, last + 1);
        return cut(from, at);
    }

    /** Takes what comes before the next blank; nothing if that is here. */
    Slice wordHere() {
        int from = at;
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
        return Slice.view(bytes, from, at);
    }
}
