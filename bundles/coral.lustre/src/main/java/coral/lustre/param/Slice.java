// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import coral.core.posix.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes as Lustre printed them: names of jobs and files need not be UTF-8. Immutable; safe for use by many threads.
 *
 * <p>A slice may share memory with the text it was cut from, and so keeps that from being collected; {@link #copy()}
 * makes one that does not.
 */
public final class Slice {
    /** No bytes. */
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int from;
    private final int to;

    private Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** A slice of its own memory. */
    public static Slice copyOf(byte[] bytes) {
        return new Slice(bytes.clone(), 0, bytes.length);
    }

    /** The bytes of a text as {@link Names} encodes it. */
    public static Slice of(String text) {
        byte[] bytes = Names.encode(text);
        return new Slice(bytes, 0, bytes.length);
    }

    /** A view; nobody changes these bytes any more. */
    static Slice view(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Slice(bytes, from, to);
    }

    /** How many bytes. */
    public int length() {
        return to - from;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return to == from;
    }

    /** The byte at a place from 0. */
    public byte at(int index) {
        if (index < 0 || index >= to - from) {
            throw new IndexOutOfBoundsException(index);
        }
        return bytes[from + index];
    }

    /** A part of this slice; shares its memory. */
    public Slice part(int begin, int end) {
        if (begin < 0 || end < begin || end > to - from) {
            throw new IndexOutOfBoundsException(begin + ".." + end);
        }
        return view(bytes, from + begin, from + end);
    }

    /** Where a byte is first found at or after a place, or -1. */
    public int indexOf(char wanted, int begin) {
        for (int i = from + begin; i < to; i++) {
            if (bytes[i] == wanted) {
                return i - from;
            }
        }
        return -1;
    }

    /** Whether these are the bytes of an ASCII text. */
    public boolean is(String ascii) {
        return length() == ascii.length() && startsWith(ascii);
    }

    /** Whether the first bytes are those of an ASCII text. */
    public boolean startsWith(String ascii) {
        return hasAt(0, ascii);
    }

    /** Whether the last bytes are those of an ASCII text. */
    public boolean endsWith(String ascii) {
        return hasAt(length() - ascii.length(), ascii);
    }

    private boolean hasAt(int begin, String ascii) {
        if (begin < 0 || begin + ascii.length() > length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + begin + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The same bytes in memory of their own. */
    public Slice copy() {
        return new Slice(toBytes(), 0, length());
    }

    /** The bytes, for the caller to keep. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The text, without loss: {@link #of} gives the same bytes back. */
    public String text() {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return Names.decode(toBytes());
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    Scan scan() {
        return new Scan(bytes, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** On one line, for people. */
    @Override
    public String toString() {
        return Names.printable(text());
    }
}
