// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * First bytes of a segment. docs/formats/journal.md describes them.
 *
 * @param format what the records are, 1 to 8 ASCII characters
 * @param salt random number that the checksums start from
 * @param snapshotBytes how many bytes after the header are the snapshot
 */
record SegmentHeader(String format, long salt, long snapshotBytes) {
    static final int BYTES = 64;
    static final int VERSION = 1;
    private static final long MAGIC = 0x4c4e4a4c41524f43L; // "CORALJNL"
    private static final int KNOWN_READ_ONLY_COMPATIBLE = 0;
    private static final int KNOWN_INCOMPATIBLE = 0;

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(MAGIC).putShort((short) VERSION).putShort((short) BYTES);
        b.putInt(0).putInt(KNOWN_READ_ONLY_COMPATIBLE).putInt(KNOWN_INCOMPATIBLE);
        b.putLong(salt).putLong(snapshotBytes).put(format.getBytes(StandardCharsets.US_ASCII));
        b.position(0).limit(BYTES);
        b.putInt(BYTES - 4, checksum(b));
        return b;
    }

    /**
     * Reads a header and refuses what this version must not write to.
     *
     * @param b at least {@link #BYTES} bytes unless the file is shorter
     * @param expectedFormat what the records must be, empty for anything
     */
    static SegmentHeader decode(Path file, ByteBuffer b, String expectedFormat) throws JournalException {
        b.order(ByteOrder.LITTLE_ENDIAN);
        if (b.remaining() < BYTES || b.getLong(0) != MAGIC) {
            throw new JournalException(file + " is no journal segment: it does not start with CORALJNL");
        }
        int version = b.getShort(8) & 0xFFFF;
        if (version != VERSION) {
            throw new JournalException(file + " has journal format version " + version + "; this Coral knows version "
                    + VERSION + " only: use the Coral that wrote it");
        }
        if (checksum(b) != b.getInt(BYTES - 4)) {
            throw new JournalException(file + " is damaged: the checksum of its header is wrong");
        }
        refuseUnknown(file, "ro-compat", b.getInt(16) & ~KNOWN_READ_ONLY_COMPATIBLE);
        refuseUnknown(file, "incompat", b.getInt(20) & ~KNOWN_INCOMPATIBLE);
        byte[] format = new byte[8];
        b.get(40, format);
        String name = new String(format, StandardCharsets.US_ASCII).replace("\0", "");
        if (!expectedFormat.isEmpty() && !name.equals(expectedFormat)) {
            throw new JournalException(file + " holds records of format '" + name + "', not '" + expectedFormat + "'");
        }
        return new SegmentHeader(name, b.getLong(24), b.getLong(32));
    }

    private static void refuseUnknown(Path file, String kind, int bits) throws JournalException {
        if (bits != 0) {
            throw new JournalException(file + " uses unknown " + kind + " features 0x" + Integer.toHexString(bits)
                    + ": it was written by a newer Coral, use that one");
        }
    }

    private static int checksum(ByteBuffer b) {
        CRC32C crc = new CRC32C();
        crc.update(b.slice(0, BYTES - 4));
        return (int) crc.getValue();
    }
}
