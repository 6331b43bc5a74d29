// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.layout.FileExtent;
import coral.lustre.layout.ObjectParent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** trusted.fid of objects; the number of bytes tells its age. */
public final class ObjectParentCodec {
    private static final int AGE_24 = 16;
    private static final int AGE_18 = 32;
    private static final int AGE_210 = 44;
    private static final int AGE_211 = 52;

    private ObjectParentCodec() {}

    /** Reads the attribute. */
    public static ObjectParent read(byte[] value) throws ProblemException {
        return Damaged.check("trusted.fid", value, ObjectParentCodec::read);
    }

    private static ObjectParent read(ByteBuffer bytes) {
        int size = bytes.limit();
        Damaged.require(
                size == AGE_24 || size == AGE_18 || size == AGE_210 || size == AGE_211, "not 16, 32, 44 or 52 bytes");
        // f_ver has the stripe's number (PFID_STRIPE_IDX_BITS).
        Fid parent = FidBytes.read(bytes);
        Fid file = new Fid(parent.sequence(), parent.objectId(), 0);
        ObjectParent.Striping striping = size < AGE_210 ? ObjectParent.Striping.UNTOLD : striping(bytes);
        return new ObjectParent(
                file,
                parent.version(),
                striping,
                size < AGE_211 ? 0 : bytes.getInt(),
                size < AGE_211 ? 0 : bytes.getInt());
    }

    private static ObjectParent.Striping striping(ByteBuffer bytes) {
        return new ObjectParent.Striping(
                bytes.getInt() & 0xffffffffL,
                bytes.getInt(),
                new FileExtent(bytes.getLong(), bytes.getLong()),
                bytes.getInt());
    }

    /** Writes the attribute in its newest form. */
    public static byte[] write(ObjectParent it) {
        ByteBuffer to = ByteBuffer.allocate(AGE_211).order(ByteOrder.LITTLE_ENDIAN);
        FidBytes.write(to, new Fid(it.file().sequence(), it.file().objectId(), it.stripe()));
        ObjectParent.Striping striping = it.striping();
        return to.putInt((int) striping.stripeSizeBytes())
                .putInt(striping.stripeCount())
                .putLong(striping.extent().start())
                .putLong(striping.extent().end())
                .putInt(striping.componentId())
                .putInt(it.layoutVersion())
                .putInt(it.versionRange())
                .array();
    }
}
