// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.hsm.pipeline.CommitRecord.Features;
import coral.hsm.pipeline.internal.BlockData;
import coral.hsm.pipeline.internal.RecordBody;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Turns commit records into bytes and back, as docs/formats/commit-record.md says. A record lies behind an object's
 * content and is found from the end of it.
 */
public final class CommitRecordFormat {
    /** No record is longer. */
    public static final int MOST_BYTES = 4096;

    private static final int VERSION = 1;
    private static final long HEAD_MAGIC = magic("CoralRec");
    private static final long TAIL_MAGIC = magic("CoralEnd");
    private static final int HEAD_BYTES = 44;
    private static final int TAIL_BYTES = 16;

    private CommitRecordFormat() {}

    /** The record's bytes. */
    public static byte[] encode(CommitRecord record) {
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
        out.putLong(HEAD_MAGIC).putShort((short) VERSION).putShort((short) 0);
        out.putInt(CopyEngine.BLOCK_BYTES).putInt(BlockData.PAGE_BYTES);
        Features features = record.features();
        out.putLong(features.compat()).putLong(features.roCompat()).putLong(features.incompat());
        RecordBody.write(out, record);
        out.putInt(out.position() + TAIL_BYTES);
        out.putInt(crc(out.duplicate().flip())).putLong(TAIL_MAGIC);
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    /**
     * Reads the record at the end of an object.
     *
     * @param end the object's last bytes: {@link #MOST_BYTES}, or all if it has less
     * @param objectBytes length of the object, which content and record must add up to
     * @throws RecordException when there is no record, it is damaged, or a newer version is needed to read it
     */
    public static CommitRecord decode(byte[] end, long objectBytes) throws RecordException {
        ByteBuffer record = checked(end);
        int length = record.remaining();
        CommitRecord decoded = decode(record);
        if (decoded.content().sizeBytes() != objectBytes - length) {
            throw RecordException.damaged("it tells of " + decoded.content().sizeBytes() + " bytes, the object holds "
                    + (objectBytes - length));
        }
        return decoded;
    }

    /** The record alone, after its length and checksum were found right. */
    private static ByteBuffer checked(byte[] end) throws RecordException {
        if (end.length < TAIL_BYTES || ByteBuffer.wrap(end).getLong(end.length - 8) != TAIL_MAGIC) {
            throw RecordException.damaged("there is none at the end");
        }
        ByteBuffer bytes = ByteBuffer.wrap(end);
        int length = bytes.getInt(end.length - TAIL_BYTES);
        if (length < HEAD_BYTES + TAIL_BYTES || length > Math.min(MOST_BYTES, end.length)) {
            throw RecordException.damaged("its length is not " + (HEAD_BYTES + TAIL_BYTES) + " to "
                    + Math.min(MOST_BYTES, end.length) + ": " + length);
        }
        ByteBuffer record = bytes.position(end.length - length).slice();
        int crc = crc(record.duplicate().limit(length - TAIL_BYTES + 4));
        if (crc != record.getInt(length - TAIL_BYTES + 4)) {
            throw RecordException.damaged("its checksum is wrong");
        }
        return record;
    }

    private static CommitRecord decode(ByteBuffer record) throws RecordException {
        if (record.getLong() != HEAD_MAGIC) {
            throw RecordException.damaged("it does not start as one");
        }
        int version = record.getShort() & 0xFFFF;
        if (version != VERSION) {
            throw RecordException.unsupported("format version " + version + ", known is " + VERSION);
        }
        int reserved = record.getShort();
        int block = record.getInt();
        int page = record.getInt();
        Features features = new Features(record.getLong(), record.getLong(), record.getLong());
        if (features.incompat() != 0) {
            throw RecordException.unsupported(
                    "unknown incompat feature bits 0x" + Long.toHexString(features.incompat()));
        }
        if (reserved != 0 || block != CopyEngine.BLOCK_BYTES || page != BlockData.PAGE_BYTES) {
            throw RecordException.unsupported("digests over blocks of " + block + " and pages of " + page + " bytes");
        }
        return body(record.limit(record.limit() - TAIL_BYTES), features);
    }

    private static CommitRecord body(ByteBuffer body, Features features) throws RecordException {
        CommitRecord record;
        try {
            record = RecordBody.read(body, features);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw RecordException.damaged("its fields make no sense: " + e.getMessage());
        }
        if (body.hasRemaining() && (features.compat() | features.roCompat()) == 0) {
            throw RecordException.damaged(body.remaining() + " bytes too many");
        }
        if (!record.codecs().isEmpty()) {
            throw RecordException.unsupported("unknown codecs " + record.codecs());
        }
        return record;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static long magic(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
    }
}
