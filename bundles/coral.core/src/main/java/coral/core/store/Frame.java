// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One group of records as it lies in a segment: it is there as a whole or not at all, since the checksum covers it all
 * and the next frame is written only after this one is durable. docs/formats/journal.md describes the bytes.
 *
 * @param sequence number of the frame within its segment, from 0
 * @param records what was appended together
 */
record Frame(long sequence, List<byte[]> records) {
    static final int MAGIC = 0x4a46524d;
    static final int HEADER_BYTES = 20;
    /** No frame is longer; bounds what a reader must hold. */
    static final int MOST_PAYLOAD_BYTES = 64 << 20;

    /** What a record takes in a frame besides its own bytes. */
    static final int PER_RECORD_BYTES = 4;

    /** How many bytes {@link #encode} gives. */
    long lengthBytes() {
        return HEADER_BYTES
                + records.stream().mapToLong(r -> PER_RECORD_BYTES + r.length).sum();
    }

    /** The frame's bytes in a direct buffer, ready to be written. */
    ByteBuffer encode(long salt) {
        int payload =
                records.stream().mapToInt(r -> PER_RECORD_BYTES + r.length).reduce(0, Math::addExact);
        ByteBuffer bytes = ByteBuffer.allocateDirect(HEADER_BYTES + payload).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(payload).putInt(0).putLong(sequence);
        for (byte[] record : records) {
            bytes.putInt(record.length).put(record);
        }
        bytes.flip();
        bytes.putInt(8, checksum(salt, sequence, payload, bytes.slice(HEADER_BYTES, payload)));
        return bytes;
    }

    /** Length of the payload that a frame header announces; negative for what is no frame header. */
    static int announced(ByteBuffer header) {
        int length = header.getInt(4);
        return header.getInt(0) == MAGIC && length >= 0 && length <= MOST_PAYLOAD_BYTES ? length : -1;
    }

    /** The frame of this header and payload; empty when the checksum or a length in it is wrong. */
    static Optional<Frame> decode(long salt, ByteBuffer header, ByteBuffer payload) {
        long sequence = header.getLong(12);
        if (checksum(salt, sequence, payload.remaining(), payload.duplicate()) != header.getInt(8)) {
            return Optional.empty();
        }
        ByteBuffer rest = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (rest.remaining() >= PER_RECORD_BYTES) {
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                return Optional.empty();
            }
            byte[] record = new byte[length];
            rest.get(record);
            records.add(record);
        }
        return rest.hasRemaining() ? Optional.empty() : Optional.of(new Frame(sequence, records));
    }

    // The salt keeps bytes that a stranger put into a record from ever looking like a frame of this segment.
    private static int checksum(long salt, long sequence, int length, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        ByteBuffer start = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        crc.update(start.putLong(salt).putLong(sequence).putInt(length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }
}
