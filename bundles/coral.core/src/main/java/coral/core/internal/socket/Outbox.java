// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames on their way to one client: commands put them in and wait while too much lies here, the socket's thread takes
 * them out. Safe for use by many threads.
 *
 * <p>Commands do not write to the channel themselves: an interrupt, which is how a command is cancelled, would close
 * it, and the exit code could not be told.
 */
final class Outbox {
    private static final int WAITING_BYTES = 256 << 10;

    private final Runnable wakeUp;

    private final Deque<ByteBuffer> frames = new ArrayDeque<>();
    private long waiting;
    private boolean finished;
    private boolean closed;

    /** Calls {@code wakeUp} when there is something to take. */
    Outbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds raw bytes without waiting. */
    void greet() {
        ByteBuffer greeting = ByteBuffer.allocate(Protocol.GREETING_BYTES);
        greeting.putInt(Protocol.MAGIC).putShort((short) Protocol.VERSION).putShort((short) 0);
        add(greeting.flip());
    }

    /** Adds a short frame of control, without waiting. */
    void control(int type, byte... payload) {
        add(frame(type, payload, 0, payload.length));
    }

    /** Adds data in frames; blocks while too much waits, throws when the client is gone. */
    void data(int type, byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, Protocol.MAX_PAYLOAD_BYTES);
            awaitRoom();
            add(frame(type, bytes, offset + done, part));
            done += part;
        }
    }

    private static ByteBuffer frame(int type, byte[] bytes, int offset, int length) {
        return ByteBuffer.allocate(Protocol.FRAME_HEAD_BYTES + length)
                .put((byte) type)
                .putInt(length)
                .put(bytes, offset, length)
                .flip();
    }

    private synchronized void awaitRoom() throws IOException {
        try {
            while (waiting > WAITING_BYTES && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cancelled while the client did not read");
        }
        if (closed) {
            throw new IOException("the client is gone");
        }
    }

    private void add(ByteBuffer frame) {
        synchronized (this) {
            if (closed) {
                return;
            }
            frames.add(frame);
            waiting += frame.remaining();
        }
        wakeUp.run();
    }

    /** Writes as much as the channel takes; true if nothing is left to write. */
    synchronized boolean drain(WritableByteChannel channel) throws IOException {
        while (!frames.isEmpty()) {
            ByteBuffer first = frames.element();
            waiting -= channel.write(first);
            if (first.hasRemaining()) {
                break;
            }
            frames.remove();
        }
        notifyAll();
        return frames.isEmpty();
    }

    /** Adds the exit code, the last frame. */
    void finish(int exit) {
        control(Protocol.EXIT, (byte) exit);
        synchronized (this) {
            finished = true;
        }
        wakeUp.run();
    }

    /** Whether the exit code is on its way to the client. */
    synchronized boolean isDone() {
        return finished && frames.isEmpty();
    }

    /** Bytes not yet taken; what does not shrink belongs to a client that does not read. */
    synchronized long waitingBytes() {
        return waiting;
    }

    /** Throws away what waits and fails those who want to add. */
    synchronized void close() {
        closed = true;
        frames.clear();
        waiting = 0;
        notifyAll();
    }
}
