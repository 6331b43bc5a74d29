// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/**
 * A piece of a file, as struct lu_extent of lustre_user.h.
 *
 * @param start first byte, unsigned
 * @param end the byte after the last, unsigned; {@link #EOF} for no end
 */
public record FileExtent(long start, long end) {
    /** LUSTRE_EOF, all bits set: no end. */
    public static final long EOF = -1L;
    /** All of a file. */
    public static final FileExtent WHOLE = new FileExtent(0, EOF);

    /** Checks the order. */
    public FileExtent {
        if (Long.compareUnsigned(start, end) > 0) {
            throw new IllegalArgumentException(
                    "ends before it starts: " + Long.toUnsignedString(start) + " to " + Long.toUnsignedString(end));
        }
    }

    /** True if the byte at {@code offset} is in it. */
    public boolean contains(long offset) {
        return Long.compareUnsigned(start, offset) <= 0 && (end == EOF || Long.compareUnsigned(offset, end) < 0);
    }

    /** {@code [0, 1048576)}, or {@code [0, EOF)}. */
    @Override
    public String toString() {
        return "[" + Long.toUnsignedString(start) + ", " + (end == EOF ? "EOF" : Long.toUnsignedString(end)) + ")";
    }
}
