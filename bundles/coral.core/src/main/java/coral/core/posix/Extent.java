// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

/**
 * A range of a file's bytes. Immutable.
 *
 * @param offset first byte, 0 or more
 * @param lengthBytes how many, 1 or more
 */
public record Extent(long offset, long lengthBytes) {
    /** Checks the bounds. */
    public Extent {
        if (offset < 0 || lengthBytes < 1 || offset + lengthBytes < 0) {
            throw new IllegalArgumentException("not an extent: offset " + offset + ", length " + lengthBytes);
        }
    }

    /** The first byte after it. */
    public long end() {
        return offset + lengthBytes;
    }
}
