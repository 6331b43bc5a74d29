// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits to be written, in order, bounded. Safe for use by many threads. */
final class JournalQueue {
    static final int MOST_GROUP_BYTES = 32 << 20;
    private static final int MOST_BATCH_BYTES = 4 << 20;

    private final long mostBytes;
    private final Deque<Item> items = new ArrayDeque<>();
    private long bytes;
    private boolean closed;
    private @Nullable IOException failure;

    JournalQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * One call of enqueue or compact.
     *
     * @param snapshot not null for a compaction, which has no records
     */
    record Item(List<byte[]> records, @Nullable Iterable<byte[]> snapshot, long bytes, Journal.Ticket ticket) {}

    synchronized Journal.Ticket put(Item item) throws IOException {
        boolean interrupted = false;
        while (!closed && failure == null && !items.isEmpty() && bytes + item.bytes() > mostBytes) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        if (closed) {
            throw new IOException("the journal is closed");
        }
        items.add(item);
        bytes += item.bytes();
        notifyAll();
        return item.ticket();
    }

    /** Waits for a compaction alone, or for groups that fit one frame; empty once closed and drained. */
    synchronized List<Item> take() {
        while (items.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        List<Item> batch = new ArrayList<>();
        long batchBytes = 0;
        while (!items.isEmpty() && fits(batch, batchBytes, items.getFirst())) {
            Item item = items.removeFirst();
            batch.add(item);
            batchBytes += item.bytes();
        }
        bytes -= batchBytes;
        notifyAll();
        return batch;
    }

    private static boolean fits(List<Item> batch, long batchBytes, Item next) {
        if (batch.isEmpty()) {
            return true;
        }
        return batch.get(0).snapshot() == null
                && next.snapshot() == null
                && batchBytes + next.bytes() <= MOST_BATCH_BYTES;
    }

    synchronized void fail(IOException cause) {
        failure = cause;
        items.forEach(i -> i.ticket().complete(cause));
        items.clear();
        bytes = 0;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
