// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.internal.shell.RawTerminal;
import coral.core.shell.Invocation.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command's standard input. The client is asked for bytes only when the command reads, so that a command which does
 * not read leaves the input to those that come after it. Safe for use by many threads; one reads at a time.
 */
final class Stdin extends InputStream implements RawTerminal {
    private final Outbox outbox;
    private final boolean terminal;

    private @Nullable ByteBuffer given;
    private boolean asked;
    private boolean ended;
    private volatile Consumer<Terminal> resized = size -> {};

    Stdin(Outbox outbox, boolean terminal) {
        this.outbox = outbox;
        this.terminal = terminal;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended && (given == null || !given.hasRemaining())) {
                if (!asked) {
                    asked = true;
                    outbox.control(Protocol.STDIN_WANTED);
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cancelled while reading standard input");
        }
        if (given == null || !given.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, given.remaining());
        given.get(to, offset, count);
        return count;
    }

    @Override
    public synchronized int available() {
        return given == null ? 0 : given.remaining();
    }

    /** Takes what the client sent; nothing at all means the end of its input. */
    synchronized void give(ByteBuffer bytes) throws ProtocolException {
        if (!asked) {
            throw new ProtocolException("standard input that was not asked for");
        }
        asked = false;
        given = bytes;
        ended = ended || !bytes.hasRemaining();
        notifyAll();
    }

    /** Ends the input: the client is gone. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    void resize(Terminal size) {
        resized.accept(size);
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public void raw(boolean on) {
        outbox.control(Protocol.RAW_MODE, (byte) (on ? 1 : 0));
    }

    @Override
    public void onResize(Consumer<Terminal> listener) {
        resized = listener;
    }
}
