// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A bounded number of direct buffers that are used again and again. Safe for use by many threads. */
public final class BufferPool {
    private final int bufferBytes;
    private final Semaphore permits;
    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();

    /** A pool of at most {@code most} buffers, made when they are first needed. */
    public BufferPool(int bufferBytes, int most) {
        this.bufferBytes = bufferBytes;
        this.permits = new Semaphore(most, true);
    }

    /** Length of each buffer. */
    public int bufferBytes() {
        return bufferBytes;
    }

    /** Waits for a buffer; it goes back when each of its {@code users} has released it. */
    public Loan take(int users) throws InterruptedException {
        permits.acquire();
        boolean taken = false;
        try {
            Loan loan = new Loan(idleOrNew(), users);
            taken = true;
            return loan;
        } finally {
            // Where memory has run out the permit must not be lost with it.
            if (!taken) {
                permits.release();
            }
        }
    }

    private ByteBuffer idleOrNew() {
        synchronized (idle) {
            ByteBuffer buffer = idle.poll();
            return buffer == null ? ByteBuffer.allocateDirect(bufferBytes) : buffer;
        }
    }

    /** A buffer that is in use. */
    public final class Loan {
        private final ByteBuffer buffer;
        private final AtomicInteger users;

        private Loan(ByteBuffer buffer, int users) {
            this.buffer = buffer;
            this.users = new AtomicInteger(users);
        }

        /** The buffer, until it is released. */
        public ByteBuffer buffer() {
            return buffer;
        }

        /** To be called once by each user. */
        public void release() {
            if (users.decrementAndGet() == 0) {
                synchronized (idle) {
                    idle.push(buffer);
                }
                permits.release();
            }
        }
    }
}
