// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads what {@code lctl get_param} prints as a stream: one parameter after another, each value as a whole or line by
 * line. Outputs of several hosts or calls may follow one another. Nothing is dropped: text before the first parameter
 * comes as one without a name.
 *
 * <p>Memory is bounded by the longest line (1 MiB) or, for {@link #value()}, by the bound given. Lustre prints
 * {@code name=value}, and for a value of several lines {@code name=} with the value on the lines after it (releases 2.7
 * to 2.17). The form of {@code lctl get_param -y} is not read. For one thread.
 */
public final class ParamReader implements Closeable {
    /** Bytes of the longest line. */
    public static final int MAX_LINE_BYTES = 1 << 20;
    /** Bytes of the longest value that is read as a whole, if nothing else is said. */
    public static final int MAX_VALUE_BYTES = 64 << 20;

    private final Window window;
    private final int maxValueBytes;
    private final ParamHeader header = new ParamHeader();
    private Slice name = Slice.EMPTY;
    private boolean first;
    private boolean begun;

    /** Reads a stream; closing the reader closes it. */
    public ParamReader(InputStream in) {
        this(in, MAX_VALUE_BYTES);
    }

    /** Reads a stream with another bound for {@link #value()}. */
    public ParamReader(InputStream in, int maxValueBytes) {
        this.window = new Window(in, MAX_LINE_BYTES);
        this.maxValueBytes = maxValueBytes;
    }

    /** Reads bytes that nobody changes any more: they are not copied. */
    public static ParamReader of(byte[] text) {
        return new ParamReader(text);
    }

    private ParamReader(byte[] text) {
        this.window = new Window(text, new ByteArrayInputStream(new byte[0]), Integer.MAX_VALUE);
        this.maxValueBytes = Integer.MAX_VALUE;
    }

    /**
     * Goes to the next parameter, over what is left of the one before; false after the last.
     *
     * @throws ParamFormatException CORAL-LUSTRE-101 for a line that is too long
     */
    public boolean next() throws IOException {
        while (window.peek()) {
            int at = headerAt();
            if (at >= 0) {
                begin(at);
                return true;
            }
            if (!begun) {
                begun = true;
                return true;
            }
            window.skip();
            first = false;
        }
        begun = true;
        name = Slice.EMPTY;
        return false;
    }

    private int headerAt() {
        return first ? -1 : header.equalsSign(window.bytes(), window.from(), window.to());
    }

    private void begin(int equals) {
        name = Slice.view(window.bytes(), window.from(), equals);
        window.moveTo(equals + 1);
        header.began(name, window.from() != window.to());
        begun = true;
        first = true;
    }

    /** The name of the parameter; empty for text before the first. */
    public Slice name() {
        return name;
    }

    /** The next line of the value, without its line feed; empty after the last. */
    public Optional<Slice> line() throws IOException {
        if (!hasLine()) {
            return Optional.empty();
        }
        Slice line = Slice.view(window.bytes(), window.from(), window.to());
        window.skip();
        return Optional.of(line);
    }

    /** Whether the window is at a line of this value. */
    private boolean hasLine() throws IOException {
        boolean value = window.peek() && headerAt() < 0;
        if (value && first) {
            first = false;
            if (window.from() == window.to()) {
                window.skip();
                return hasLine();
            }
        }
        return value;
    }

    /**
     * What is left of the value, as a whole.
     *
     * @throws ParamFormatException CORAL-LUSTRE-102 for a value that is longer than the bound; it can be skipped
     */
    public Slice value() throws IOException {
        if (!hasLine()) {
            return Slice.EMPTY;
        }
        window.mark();
        try {
            do {
                window.skip();
                if (window.markedBytes() > maxValueBytes) {
                    throw new ParamFormatException(
                            "CORAL-LUSTRE-102",
                            "the value of " + name + " has more than " + maxValueBytes + " bytes; read it by lines");
                }
            } while (hasLine());
            return window.marked();
        } finally {
            window.unmark();
        }
    }

    /** The parameter with what is left of its value. */
    public Param param() throws IOException {
        return new Param(name, value());
    }

    /** Whether the last line that was read had no line feed: the text may have been cut off there. */
    public boolean endedInLine() {
        return window.endedInLine();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
