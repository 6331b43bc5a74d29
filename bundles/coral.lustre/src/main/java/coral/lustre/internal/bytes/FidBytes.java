// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.bytes;

import coral.core.lustre.Fid;
import java.nio.ByteBuffer;

/** struct lu_fid and struct ost_id of lustre_user.h, 16 bytes each, in the buffer's byte order. */
public final class FidBytes {
    private static final long IDIF = 0x100000000L;
    private static final long IDIF_MAX_ID = (1L << 48) - 1;

    private FidBytes() {}

    /** Reads a FID. */
    public static Fid read(ByteBuffer from) {
        return new Fid(from.getLong(), from.getInt(), from.getInt());
    }

    /** Writes a FID. */
    public static void write(ByteBuffer to, Fid fid) {
        to.putLong(fid.sequence()).putInt(fid.objectId()).putInt(fid.version());
    }

    /** Reads an object's id: a FID, or number and sequence 0 of old objects, which become an IDIF FID. */
    public static Fid readObject(ByteBuffer from, int ostIndex) {
        Fid fid = read(from);
        return fid.objectId() != 0 || fid.version() != 0 ? fid : idif(fid.sequence(), ostIndex);
    }

    /** The FID of an old object. */
    public static Fid idif(long id, int ostIndex) {
        Damaged.require(
                id >= 0 && id <= IDIF_MAX_ID, "object " + Long.toUnsignedString(id) + " has too large a number");
        Damaged.require(ostIndex >>> 16 == 0, "OST index " + Integer.toUnsignedString(ostIndex));
        return new Fid(IDIF | (long) ostIndex << 16 | id >>> 32, (int) id, 0);
    }

    /** Writes an object's id as Lustre does: IDIF FIDs as number and sequence 0. */
    public static void writeObject(ByteBuffer to, Fid fid, int ostIndex) {
        long id = (fid.sequence() & 0xffff) << 32 | (fid.objectId() & 0xffffffffL);
        if (ostIndex >>> 16 == 0 && idif(id, ostIndex).equals(fid)) {
            to.putLong(id).putLong(0);
        } else {
            write(to, fid);
        }
    }
}
