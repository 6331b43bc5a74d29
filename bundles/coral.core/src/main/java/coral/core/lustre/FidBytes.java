// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * struct lu_fid in bytes. Structures of calls and most xattrs (trusted.lma, trusted.lov) have it little-endian, entries
 * of trusted.link and the index of objects big-endian; trusted.fid of an OST's object is little-endian, and its version
 * is the index of the stripe. The order of the buffer does not matter and stays as it is.
 */
public final class FidBytes {
    /** How many bytes a FID has. */
    public static final int LENGTH = 16;

    private FidBytes() {}

    /**
     * Reads a FID at the buffer's position, which goes on behind it.
     *
     * @throws java.nio.BufferUnderflowException if fewer than {@link #LENGTH} bytes remain
     */
    public static Fid read(ByteBuffer from, ByteOrder order) {
        byte[] raw = new byte[LENGTH];
        from.get(raw);
        ByteBuffer fid = ByteBuffer.wrap(raw).order(order);
        return new Fid(fid.getLong(), fid.getInt(), fid.getInt());
    }

    /**
     * Writes a FID at the buffer's position, which goes on behind it.
     *
     * @throws java.nio.BufferOverflowException if there is no room for {@link #LENGTH} bytes
     */
    public static void write(Fid fid, ByteBuffer to, ByteOrder order) {
        ByteBuffer raw = ByteBuffer.allocate(LENGTH).order(order);
        raw.putLong(fid.sequence()).putInt(fid.objectId()).putInt(fid.version());
        to.put(raw.array());
    }
}
