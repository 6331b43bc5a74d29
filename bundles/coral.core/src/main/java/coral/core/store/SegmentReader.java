// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a segment from its start and decides whether a bad end is a torn write or damage. For one thread. */
final class SegmentReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 20;

    /** So much is checksummed in vain behind a bad frame: whoever writes into records can make bytes look like frames. */
    private static final long MOST_IN_VAIN_BYTES = 256 << 20;

    private final Path file;
    private final FileChannel channel;
    private final long lengthBytes;

    SegmentReader(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.lengthBytes = channel.size();
    }

    /**
     * Where a segment ends well.
     *
     * @param header the segment's header
     * @param lengthBytes bytes that are good; what follows is a torn write
     * @param nextSequence number of the next frame
     * @param last the last good frame, null when there is none
     */
    record End(
            SegmentHeader header,
            long lengthBytes,
            long nextSequence,
            @Nullable Frame last) {}

    /** Hands out every record in order, of any format if {@code format} is empty. */
    End read(String format, Journal.Replay replay) throws IOException {
        SegmentHeader header = SegmentHeader.decode(file, bytes(0, SegmentHeader.BYTES), format);
        long at = SegmentHeader.BYTES;
        long sequence = 0;
        Frame last = null;
        while (true) {
            Optional<Frame> frame = frame(header.salt(), at);
            if (frame.isEmpty() || frame.get().sequence() != sequence) {
                break;
            }
            for (byte[] record : frame.get().records()) {
                hand(record, at, replay);
            }
            last = frame.get();
            at += last.lengthBytes();
            sequence++;
        }
        refuseDamage(header, at, sequence);
        return new End(header, at, sequence, last);
    }

    private void hand(byte[] record, long at, Journal.Replay replay) throws JournalException {
        try {
            replay.record(record);
        } catch (IOException | RuntimeException e) {
            throw new JournalException(
                    file + " holds a record at byte " + at + " that this Coral does not understand: " + e.getMessage()
                            + "; use the Coral that wrote it, or bring the file back from a backup",
                    e);
        }
    }

    /** Copies the first bytes of the file. */
    void copy(long bytes, OutputStream out) throws IOException {
        for (long at = 0; at < bytes; at += WINDOW_BYTES) {
            ByteBuffer window = bytes(at, (int) Math.min(WINDOW_BYTES, bytes - at));
            byte[] read = new byte[window.remaining()];
            window.get(read);
            out.write(read);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void refuseDamage(SegmentHeader header, long at, long sequence) throws IOException {
        if (at < SegmentHeader.BYTES + header.snapshotBytes()) {
            throw damaged(at, "its snapshot is incomplete");
        }
        // A frame is written only when the one before is durable: a good one after a bad one means lost bytes.
        long next = goodFrameAfter(header.salt(), at, sequence);
        if (next >= 0) {
            throw damaged(at, "a good record follows at byte " + next);
        }
    }

    private JournalException damaged(long at, String why) {
        return new JournalException(file + " is damaged at byte " + at + ": " + why
                + "; bring the file back from a backup, nothing was changed");
    }

    private long goodFrameAfter(long salt, long bad, long sequence) throws IOException {
        long inVain = 0;
        for (long start = bad; start < lengthBytes; start += WINDOW_BYTES) {
            ByteBuffer window = bytes(start, WINDOW_BYTES + Integer.BYTES - 1);
            for (int i = 0; i + Integer.BYTES <= window.limit(); i++) {
                long at = start + i;
                int payload = at > bad && window.getInt(i) == Frame.MAGIC ? laterPayload(at, sequence) : -1;
                if (payload < 0) {
                    continue;
                }
                if (frame(salt, at).isPresent()) {
                    return at;
                }
                inVain += payload;
                if (inVain > MOST_IN_VAIN_BYTES) {
                    throw damaged(bad, "too much that follows looks like records to tell a torn write from damage");
                }
            }
        }
        return -1;
    }

    /** Length of what the head of a later frame announces, if all of it is there; else negative. */
    private int laterPayload(long at, long sequence) throws IOException {
        ByteBuffer header = bytes(at, Frame.HEADER_BYTES);
        if (header.limit() < Frame.HEADER_BYTES || header.getLong(12) < sequence) {
            return -1;
        }
        int length = Frame.announced(header);
        return length > lengthBytes - at - Frame.HEADER_BYTES ? -1 : length;
    }

    private Optional<Frame> frame(long salt, long at) throws IOException {
        ByteBuffer header = bytes(at, Frame.HEADER_BYTES);
        if (header.limit() < Frame.HEADER_BYTES) {
            return Optional.empty();
        }
        int length = Frame.announced(header);
        if (length < 0 || length > lengthBytes - at - Frame.HEADER_BYTES) {
            return Optional.empty();
        }
        return Frame.decode(salt, header, bytes(at + Frame.HEADER_BYTES, length));
    }

    private ByteBuffer bytes(long at, int most) throws IOException {
        long there = Math.max(0, Math.min(most, lengthBytes - at));
        ByteBuffer buffer = ByteBuffer.allocate((int) there).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // a short read goes on where it ended
        }
        return buffer.flip();
    }
}
