// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import coral.core.task.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A durable list of records in a directory of its own, safe for use by many threads. Records that are appended at the
 * same time share one fsync. A crash at any point leaves a prefix of what was appended, with all that was waited for.
 *
 * <p>A failed write or fsync is final: the journal then refuses all appends until it is opened again, because nobody
 * can tell what the device holds.
 */
public final class Journal implements AutoCloseable {
    private static final Set<Journal> OPEN = ConcurrentHashMap.newKeySet();

    private final Format format;
    private final SegmentFiles files;
    private final JournalQueue queue;
    private final Thread writer;
    private final JournalCounts counts;
    private SegmentWriter segment;
    private volatile long appendedBytes;
    private volatile long snapshotBytes;
    private volatile boolean failed;
    private volatile boolean writing;
    private volatile long writingSinceNanos;

    private Journal(Format format, SegmentFiles files, SegmentWriter segment, JournalCounts counts) {
        this.format = format;
        this.files = files;
        this.segment = segment;
        this.counts = counts;
        this.queue = new JournalQueue(format.mostQueuedBytes());
        measure();
        this.writer = Workers.start("coral-journal-" + format.name(), this::work);
        OPEN.add(this);
    }

    /**
     * What a journal holds and how much of it.
     *
     * @param name what the records are, 1 to 8 of {@code a-z 0-9}; a journal of another name is refused
     * @param mostRecordBytes no record is longer, 1 to 16 MiB
     * @param mostQueuedBytes appends wait while more than this waits to be written
     */
    public record Format(String name, int mostRecordBytes, long mostQueuedBytes) {
        /** Checks the bounds. */
        public Format {
            if (!name.matches("[a-z0-9]{1,8}")) {
                throw new IllegalArgumentException("not a journal format (1 to 8 of a-z 0-9): '" + name + "'");
            }
            if (mostRecordBytes < 1 || mostRecordBytes > 16 << 20 || mostQueuedBytes < mostRecordBytes) {
                throw new IllegalArgumentException("not bounds: " + mostRecordBytes + ", " + mostQueuedBytes);
            }
        }
    }

    /** Takes the records of a journal that is opened, snapshot first, in order. */
    @FunctionalInterface
    public interface Replay {
        /** Takes one record; an exception ends the opening. */
        void record(byte[] record) throws IOException;
    }

    /**
     * Journals of this process that are open and of no more use: they have failed, or wait for their device for longer
     * than {@code limit}. Never blocks.
     */
    public static List<String> unwell(Duration limit) {
        return OPEN.stream()
                .filter(journal -> journal.failed || journal.isStuck(limit))
                .map(journal -> journal.files.path().toString())
                .sorted()
                .toList();
    }

    private boolean isStuck(Duration limit) {
        return writing && System.nanoTime() - writingSinceNanos > limit.toNanos();
    }

    /**
     * Opens the journal in {@code directory}, which is made if need be, and replays it. A write that a crash has torn
     * is cut off.
     *
     * @throws JournalException when it is damaged elsewhere, of an unknown format or in use; nothing has changed then
     */
    public static Journal open(Path directory, Format format, Replay replay) throws IOException {
        return open(directory, format, replay, UnaryOperator.identity());
    }

    static Journal open(Path directory, Format format, Replay replay, UnaryOperator<Medium> faults) throws IOException {
        JournalCounts counts = JournalCounts.of(format.name());
        SegmentFiles files = SegmentFiles.open(directory, medium -> new MeteredMedium(faults.apply(medium), counts));
        try {
            return new Journal(format, files, files.recover(format.name(), replay), counts);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * Queues records, which become durable together or not at all; the order of calls is the order of records. Blocks
     * only while the queue is full.
     *
     * @param records 1 or more, together at most 32 MiB
     * @return to wait on
     * @throws IOException when the journal has failed or is closed
     */
    public Ticket enqueue(List<byte[]> records) throws IOException {
        long bytes = 0;
        for (byte[] record : records) {
            if (record.length > format.mostRecordBytes()) {
                throw new IllegalArgumentException(
                        "record of " + record.length + " bytes, allowed are " + format.mostRecordBytes());
            }
            bytes += record.length + Frame.PER_RECORD_BYTES;
        }
        if (records.isEmpty() || bytes > JournalQueue.MOST_GROUP_BYTES) {
            throw new IllegalArgumentException("a group of " + records.size() + " records, " + bytes + " bytes");
        }
        return queue.put(new JournalQueue.Item(List.copyOf(records), null, bytes, new Ticket()));
    }

    /** Queues one record and waits until it is durable. */
    public void append(byte[] record) throws IOException {
        enqueue(List.of(record)).await();
    }

    /**
     * Queues a compaction: what was queued before is replaced by {@code snapshot}, what is queued after is kept after
     * it. A compaction that fails before the new segment has its name leaves the journal as it was and usable.
     *
     * @param snapshot records that give the same state; read later, by another thread: it must not change
     */
    public Ticket compact(Iterable<byte[]> snapshot) throws IOException {
        return queue.put(new JournalQueue.Item(List.of(), snapshot, 0, new Ticket()));
    }

    /** Bytes appended since the last snapshot. */
    public long appendedBytes() {
        return appendedBytes;
    }

    /** Bytes of the last snapshot. */
    public long snapshotBytes() {
        return snapshotBytes;
    }

    /** Writes what is queued, then gives up files and lock. Appends that come later are refused. */
    @Override
    public void close() throws IOException {
        OPEN.remove(this);
        queue.close();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        counts.closed(files.path());
        segment.close();
        files.close();
    }

    private void work() {
        while (true) {
            List<JournalQueue.Item> batch = queue.take();
            if (batch.isEmpty()) {
                return;
            }
            try {
                writingSinceNanos = System.nanoTime();
                writing = true;
                write(batch);
                writing = false;
                batch.forEach(i -> i.ticket().complete(null));
            } catch (Throwable e) { // Also errors, such as no memory for a buffer: nobody may wait for a dead writer.
                failed = true;
                IOException failure = new IOException("journal " + format.name() + " failed: " + e.getMessage(), e);
                queue.fail(failure);
                counts.failed(files.path());
                batch.forEach(i -> i.ticket().complete(failure));
            }
        }
    }

    private void write(List<JournalQueue.Item> batch) throws IOException {
        Iterable<byte[]> snapshot = batch.get(0).snapshot();
        if (snapshot != null) {
            rewrite(snapshot, batch.get(0).ticket());
            return;
        }
        List<byte[]> records = new ArrayList<>();
        batch.forEach(i -> records.addAll(i.records()));
        segment.append(records);
        counts.appended(batch.size(), records.size());
        measure();
    }

    private void rewrite(Iterable<byte[]> snapshot, Ticket ticket) throws IOException {
        long before = files.number();
        SegmentWriter next;
        try {
            next = files.create(format.name(), snapshot);
        } catch (IOException e) {
            if (files.number() != before) {
                throw e;
            }
            ticket.complete(new IOException("compaction of journal " + format.name() + " failed", e));
            return;
        }
        segment.close();
        segment = next;
        measure();
        files.removeOlder();
    }

    private void measure() {
        appendedBytes = segment.appendedBytes();
        snapshotBytes = segment.snapshotBytes();
    }

    /** Something queued. Safe for use by many threads. */
    public static final class Ticket {
        private boolean done;
        private @Nullable IOException failure;

        Ticket() {}

        /**
         * Blocks until the records are durable. An interrupt does not end the wait, which is bounded by the device; it
         * is kept for the caller.
         *
         * @throws IOException when they could not be written; the journal refuses all further appends then
         */
        public void await() throws IOException {
            boolean interrupted = false;
            synchronized (this) {
                while (!done) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }

        synchronized void complete(@Nullable IOException outcome) {
            if (!done) {
                done = true;
                failure = outcome;
                notifyAll();
            }
        }
    }
}
