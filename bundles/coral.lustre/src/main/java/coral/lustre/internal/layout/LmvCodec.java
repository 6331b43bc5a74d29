// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.core.posix.Names;
import coral.lustre.internal.bytes.Buffers;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.internal.bytes.FixedText;
import coral.lustre.layout.DirectoryHash;
import coral.lustre.layout.DirectoryLayout;
import coral.lustre.layout.DirectoryLayout.Default;
import coral.lustre.layout.DirectoryLayout.Striped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** trusted.lmv and trusted.dmv: lmv_mds_md_v1 and lmv_foreign_md of lustre_idl.h, lmv_user_md_v1 of lustre_user.h. */
public final class LmvCodec {
    private static final int DEFAULT_MAGIC = 0x0CD30CD0;
    private static final int FOREIGN_MAGIC = 0x0CD50CD0;
    private static final int STRIPED_BYTES = 56;
    private static final int DEFAULT_BYTES = 48;
    private static final int FOREIGN_BYTES = 16;
    private static final int MAX_STRIPES = 65535;

    private LmvCodec() {}

    /** Reads any of the three from all of {@code bytes}. */
    public static DirectoryLayout read(ByteBuffer bytes) {
        int magic = bytes.getInt();
        return switch (magic) {
            case DEFAULT_MAGIC -> defaults(bytes);
            case FOREIGN_MAGIC -> foreign(bytes);
            case Striped.MAGIC, Striped.SLAVE_MAGIC -> striped(bytes, magic);
            default -> throw new IllegalArgumentException(String.format("magic 0x%08x", magic));
        };
    }

    private static DirectoryLayout striped(ByteBuffer bytes, int magic) {
        int count = bytes.getInt();
        require(count >= 0 && count <= MAX_STRIPES, Integer.toUnsignedString(count) + " stripes");
        int mdt = bytes.getInt();
        DirectoryHash hash = new DirectoryHash(bytes.getInt());
        DirectoryLayout.Migration migration =
                new DirectoryLayout.Migration(bytes.getInt(), bytes.getInt(), new DirectoryHash(bytes.getInt()));
        bytes.position(bytes.position() + 12);
        String pool = FixedText.read(bytes, FixedText.POOL_BYTES);
        // A stripe's own attribute has the number of stripes, but not their FIDs.
        int listed = magic == Striped.MAGIC ? count : 0;
        require(bytes.remaining() == listed * 16, bytes.remaining() + " bytes of stripes");
        List<DirectoryLayout.Stripe> stripes = new ArrayList<>(listed);
        for (int i = 0; i < listed; i++) {
            stripes.add(new DirectoryLayout.Stripe(-1, FidBytes.read(bytes)));
        }
        return new Striped(magic, count, mdt, hash, migration, pool, stripes);
    }

    private static DirectoryLayout defaults(ByteBuffer bytes) {
        require(bytes.limit() == DEFAULT_BYTES, "not " + DEFAULT_BYTES + " bytes");
        int count = bytes.getInt();
        int mdt = bytes.getInt();
        DirectoryHash hash = new DirectoryHash(bytes.getInt());
        int type = bytes.getInt();
        int inherit = Inherit.depth(bytes.get() & 0xff, 0, 255);
        int roundRobin = Inherit.depth(bytes.get() & 0xff, 255, 0);
        bytes.position(DEFAULT_BYTES - FixedText.POOL_BYTES);
        return new Default(count, mdt, hash, type, inherit, roundRobin, FixedText.read(bytes, FixedText.POOL_BYTES));
    }

    private static DirectoryLayout foreign(ByteBuffer bytes) {
        int length = bytes.getInt();
        int type = bytes.getInt();
        int flags = bytes.getInt();
        require(length == bytes.remaining(), "a value of " + Integer.toUnsignedString(length) + " bytes");
        byte[] value = new byte[length];
        bytes.get(value);
        return new DirectoryLayout.Foreign(type, flags, Names.decode(value));
    }

    /** Writes what {@link #read} reads. */
    public static byte[] write(DirectoryLayout layout) {
        if (layout instanceof Striped striped) {
            return write(striped);
        } else if (layout instanceof Default defaults) {
            return write(defaults);
        }
        DirectoryLayout.Foreign foreign = (DirectoryLayout.Foreign) layout;
        byte[] value = Names.encode(foreign.value());
        return Buffers.all(Buffers.littleEndian(FOREIGN_BYTES + value.length)
                .putInt(FOREIGN_MAGIC)
                .putInt(value.length)
                .putInt(foreign.type())
                .putInt(foreign.flags())
                .put(value));
    }

    private static byte[] write(Striped it) {
        int magic = it.magic() == 0 ? Striped.MAGIC : it.magic();
        require(
                it.stripes().size() == (magic == Striped.MAGIC ? it.stripeCount() : 0),
                it.stripes().size() + " of " + it.stripeCount() + " stripes");
        ByteBuffer to = Buffers.littleEndian(STRIPED_BYTES + it.stripes().size() * 16)
                .putInt(magic)
                .putInt(it.stripeCount())
                .putInt(it.mdtIndex())
                .putInt(it.hash().bits())
                .putInt(it.migration().layoutVersion())
                .putInt(it.migration().offset())
                .putInt(it.migration().hash().bits());
        to.position(STRIPED_BYTES - FixedText.POOL_BYTES);
        FixedText.write(to, it.pool(), FixedText.POOL_BYTES);
        it.stripes().forEach(stripe -> FidBytes.write(to, stripe.fid()));
        return Buffers.all(to);
    }

    private static byte[] write(Default it) {
        ByteBuffer to = Buffers.littleEndian(DEFAULT_BYTES)
                .putInt(DEFAULT_MAGIC)
                .putInt(it.stripeCount())
                .putInt(it.mdtIndex())
                .putInt(it.hash().bits())
                .putInt(it.type())
                .put((byte) Inherit.raw(it.maxInherit(), 0, 255))
                .put((byte) Inherit.raw(it.maxInheritRoundRobin(), 255, 0));
        to.position(DEFAULT_BYTES - FixedText.POOL_BYTES);
        FixedText.write(to, it.pool(), FixedText.POOL_BYTES);
        return Buffers.all(to);
    }

    /** Depths of inheritance: one value means "without end" and one "none", and not the same in both fields. */
    private static final class Inherit {
        static int depth(int raw, int endless, int none) {
            return raw == endless ? -1 : raw == none ? 0 : raw;
        }

        static int raw(int depth, int endless, int none) {
            require(depth >= -1 && depth < 255, "depth " + depth);
            return depth == -1 ? endless : depth == 0 ? none : depth;
        }
    }
}
