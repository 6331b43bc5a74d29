// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Appends frames to one segment. For one thread. */
final class SegmentWriter implements AutoCloseable {
    private static final int SNAPSHOT_FRAME_BYTES = 1 << 20;

    private final Medium medium;
    private final SegmentHeader header;
    private long lengthBytes;
    private long nextSequence;

    private SegmentWriter(Medium medium, SegmentReader.End end) {
        this.medium = medium;
        this.header = end.header();
        this.lengthBytes = end.lengthBytes();
        this.nextSequence = end.nextSequence();
    }

    /**
     * Goes on with a segment that was read. All that was read is durable when it returns.
     *
     * <p>The last frame is written again: after an fsync that failed, its pages may be in memory alone and yet count as
     * clean, so that another fsync would say that all is well. The frames before it were durable before it was written.
     */
    static SegmentWriter goingOn(Medium medium, SegmentReader.End end) throws IOException {
        Frame last = end.last();
        if (last != null) {
            medium.write(last.encode(end.header().salt()), end.lengthBytes() - last.lengthBytes());
        }
        medium.sync();
        return new SegmentWriter(medium, end);
    }

    /** Writes the snapshot of a segment that has no name yet. Durable when it returns. */
    static SegmentWriter withSnapshot(Medium medium, String format, long salt, Iterable<byte[]> snapshot)
            throws IOException {
        SegmentHeader empty = new SegmentHeader(format, salt, 0);
        SegmentWriter writer = new SegmentWriter(medium, new SegmentReader.End(empty, SegmentHeader.BYTES, 0, null));
        List<byte[]> frame = new ArrayList<>();
        long bytes = 0;
        for (byte[] record : snapshot) {
            frame.add(record);
            bytes += record.length;
            if (bytes >= SNAPSHOT_FRAME_BYTES) {
                writer.write(frame);
                frame = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!frame.isEmpty()) {
            writer.write(frame);
        }
        SegmentHeader full = new SegmentHeader(format, salt, writer.lengthBytes - SegmentHeader.BYTES);
        medium.write(full.encode(), 0);
        medium.sync();
        return new SegmentWriter(medium, new SegmentReader.End(full, writer.lengthBytes, writer.nextSequence, null));
    }

    /** Appends one frame. Durable when it returns; after an exception the segment's end is unknown. */
    void append(List<byte[]> records) throws IOException {
        write(records);
        medium.sync();
    }

    long snapshotBytes() {
        return header.snapshotBytes();
    }

    long appendedBytes() {
        return lengthBytes - SegmentHeader.BYTES - header.snapshotBytes();
    }

    @Override
    public void close() throws IOException {
        medium.close();
    }

    private void write(List<byte[]> records) throws IOException {
        ByteBuffer frame = new Frame(nextSequence, records).encode(header.salt());
        int bytes = frame.remaining();
        medium.write(frame, lengthBytes);
        lengthBytes += bytes;
        nextSequence++;
    }
}
