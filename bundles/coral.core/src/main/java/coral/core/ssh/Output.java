// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.posix.Names;
import java.util.Arrays;

/** What a command wrote, as far as it was kept. Immutable. */
public final class Output {
    /** Nothing. */
    public static final Output NONE = new Output(new byte[0], 0);

    private final byte[] bytes;
    private final long totalBytes;

    /**
     * Copies what was kept.
     *
     * @param totalBytes what was written, kept or not
     */
    public Output(byte[] kept, long totalBytes) {
        this.bytes = kept.clone();
        this.totalBytes = totalBytes;
    }

    /** A copy of what was kept: the beginning of what was written. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What was kept, decoded by {@link Names}: bytes that are no UTF-8 are not lost. */
    public String text() {
        return Names.decode(bytes);
    }

    /** How much was written. */
    public long totalBytes() {
        return totalBytes;
    }

    /** Whether more was written than was kept. */
    public boolean isCut() {
        return totalBytes > bytes.length;
    }

    /** Whether nothing was written. */
    public boolean isEmpty() {
        return totalBytes == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output o && totalBytes == o.totalBytes && Arrays.equals(bytes, o.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Long.hashCode(totalBytes);
    }

    @Override
    public String toString() {
        return Names.printable(text()) + (isCut() ? "… (" + totalBytes + " bytes)" : "");
    }
}
