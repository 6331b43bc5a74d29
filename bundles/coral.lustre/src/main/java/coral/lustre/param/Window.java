// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time, in a window of bytes that are never written twice: slices of them stay as they
 * are. For one thread.
 */
final class Window implements Closeable {
    private static final int CHUNK = 128 << 10;

    private final InputStream in;
    private final int maxLineBytes;
    private byte[] bytes;
    private int end;
    private int from;
    private int to;
    private int next;
    private int mark = -1;
    private int markEnd;
    private boolean peeked;
    private boolean endedInLine;

    Window(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.bytes = new byte[CHUNK];
    }

    Window(byte[] bytes, InputStream rest, int maxLineBytes) {
        this.in = rest;
        this.maxLineBytes = maxLineBytes;
        this.bytes = bytes;
        this.end = bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean endedInLine() {
        return endedInLine;
    }

    /** Finds the line that comes next; false at the end. */
    boolean peek() throws IOException {
        int searched = from;
        while (!peeked) {
            to = indexOfLineFeed(searched);
            if (to >= 0) {
                next = to + 1;
                peeked = true;
            } else {
                searched = end - from;
                if (!fill()) {
                    return lastLine();
                }
                searched += from;
            }
        }
        return true;
    }

    private boolean lastLine() {
        to = end;
        next = end;
        peeked = from < end;
        endedInLine |= peeked;
        return peeked;
    }

    private int indexOfLineFeed(int begin) {
        byte[] all = bytes;
        for (int i = begin; i < end; i++) {
            if (all[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Begins the line later. */
    void moveTo(int place) {
        from = place;
    }

    /** Goes over the line. */
    void skip() {
        markEnd = to;
        from = next;
        peeked = false;
    }

    /** Keeps what comes from here on, until {@link #unmark()}. */
    void mark() {
        mark = from;
        markEnd = from;
    }

    int markedBytes() {
        return markEnd - mark;
    }

    /** From the mark to the end of the line that was last gone over. */
    Slice marked() {
        return Slice.view(bytes, mark, markEnd);
    }

    void unmark() {
        mark = -1;
    }

    private boolean fill() throws IOException {
        if (end - from > maxLineBytes) {
            throw new ParamFormatException(
                    "CORAL-LUSTRE-101", "a line has more than " + maxLineBytes + " bytes, which no parameter has");
        }
        if (end == bytes.length) {
            moveToNewBytes();
        }
        int read = in.read(bytes, end, bytes.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    private void moveToNewBytes() {
        int keep = mark >= 0 ? mark : from;
        int kept = end - keep;
        byte[] larger = Arrays.copyOfRange(bytes, keep, keep + Math.max(CHUNK, Math.multiplyExact(kept, 2)));
        bytes = larger;
        from -= keep;
        end = kept;
        markEnd -= keep;
        mark = mark >= 0 ? 0 : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
