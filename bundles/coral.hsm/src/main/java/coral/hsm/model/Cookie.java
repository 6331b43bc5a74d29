// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

/**
 * Number of one request in one coordinator; grows and is never used twice. Immutable.
 *
 * @param value 1 or more
 */
public record Cookie(long value) implements Comparable<Cookie> {
    /** Checks the range. */
    public Cookie {
        if (value < 1) {
            throw new IllegalArgumentException("not a cookie: " + value);
        }
    }

    @Override
    public int compareTo(Cookie other) {
        return Long.compare(value, other.value);
    }

    /** As Lustre prints it: {@code 0x5f2e}. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
