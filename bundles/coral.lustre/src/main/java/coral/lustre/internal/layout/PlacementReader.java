// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.core.posix.Names;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.internal.bytes.FixedText;
import coral.lustre.layout.ComponentFlags;
import coral.lustre.layout.LayoutPattern;
import coral.lustre.layout.LovHeader;
import coral.lustre.layout.Placement;
import coral.lustre.layout.StripeObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads lov_user_md_v1, lov_user_md_v3, lov_foreign_md and lov_hsm_md, each to the end of its bytes. */
final class PlacementReader {
    static final int OBJECT_BYTES = 24;
    static final int UUID_BYTES = 40;
    /** SEL_UNIT_SIZE: the size of extensions is kept in KiB. */
    static final int EXTENSION_UNIT = 1024;

    private PlacementReader() {}

    /**
     * Reads one.
     *
     * @param component true within a composite layout, where only the flag tells whether there are objects
     */
    static Placement read(ByteBuffer bytes, ComponentFlags flags, boolean component) {
        int magic = bytes.getInt();
        if (magic == LovReader.FOREIGN) {
            return foreign(bytes);
        }
        boolean pooled = magic == LovHeader.V3 || magic == LovHeader.SPECIFIC;
        require(pooled || magic == LovHeader.V1, String.format("magic 0x%08x", magic));
        LayoutPattern pattern = new LayoutPattern(bytes.getInt());
        LovHeader header = new LovHeader(magic, bytes.getLong(), bytes.getLong());
        Raw raw = new Raw(
                header, pattern, bytes.getInt() & 0xffffffffL, bytes.getShort() & 0xffff, bytes.getShort() & 0xffff);
        String pool = pooled ? FixedText.read(bytes, FixedText.POOL_BYTES) : "";
        require(bytes.remaining() % OBJECT_BYTES == 0, bytes.remaining() + " bytes of objects");
        boolean instantiated = component ? flags.instantiated() : bytes.hasRemaining() && magic != LovHeader.SPECIFIC;
        return flags.extension() ? raw.extension(bytes, pool) : raw.placement(bytes, pool, instantiated);
    }

    /** The fields before the objects; the last is a generation or the index of the first OST. */
    private record Raw(LovHeader header, LayoutPattern pattern, long size, int count, int generation) {
        Placement placement(ByteBuffer bytes, String pool, boolean instantiated) {
            if (pattern.onMdt()) {
                require(!bytes.hasRemaining(), "objects of data on the MDT");
                return new Placement.OnMdt(header, pattern, size, index(), pool);
            }
            if (pattern.released()) {
                require(!bytes.hasRemaining(), "objects of released data");
                return new Placement.Released(header, pattern, size, signedCount(), index(), pool);
            }
            return instantiated ? objects(bytes, pool) : template(bytes, pool);
        }

        private Placement objects(ByteBuffer bytes, String pool) {
            require(
                    bytes.remaining() == count * OBJECT_BYTES,
                    count + " stripes, but " + bytes.remaining() / OBJECT_BYTES + " objects");
            List<StripeObject> objects = new ArrayList<>(count);
            while (bytes.hasRemaining()) {
                objects.add(object(bytes));
            }
            return new Placement.Objects(header, pattern, size, index(), pool, objects);
        }

        private static StripeObject object(ByteBuffer bytes) {
            int ost = bytes.getInt(bytes.position() + 20);
            StripeObject object = new StripeObject(ost, FidBytes.readObject(bytes, ost), bytes.getInt());
            bytes.getInt();
            return object;
        }

        private Placement template(ByteBuffer bytes, String pool) {
            List<Integer> osts = new ArrayList<>();
            while (bytes.hasRemaining()) {
                long first = bytes.getLong();
                require((first | bytes.getLong()) == 0, "objects of data that has none yet");
                bytes.getInt();
                osts.add(bytes.getInt());
            }
            return new Placement.Template(header, pattern, size, signedCount(), index(), pool, osts);
        }

        Placement extension(ByteBuffer bytes, String pool) {
            require(!bytes.hasRemaining(), "objects of an extension");
            return new Placement.Extension(header, pattern, size * EXTENSION_UNIT, signedCount(), index(), pool);
        }

        /** A client puts -1 there for whoever reads the attribute, so that it can be set on another file. */
        private int index() {
            return generation == 0xffff ? -1 : generation;
        }

        private int signedCount() {
            return StripeCount.signed(count);
        }
    }

    private static Placement foreign(ByteBuffer bytes) {
        int length = bytes.getInt();
        int type = bytes.getInt();
        int flags = bytes.getInt();
        require(length == bytes.remaining(), "a value of " + Integer.toUnsignedString(length) + " bytes");
        if (type >= 1 && type <= 4 && length == 16 + UUID_BYTES && padded(bytes)) {
            return new Placement.HsmCopy(
                    type, flags, bytes.getLong(), bytes.getLong(), FixedText.read(bytes, UUID_BYTES));
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return new Placement.Foreign(type, flags, length, Names.decode(value));
    }

    /** True if nothing but zeros stands behind the name, so that it can be written again as it was. */
    private static boolean padded(ByteBuffer bytes) {
        boolean ended = false;
        for (int i = bytes.limit() - UUID_BYTES; i < bytes.limit(); i++) {
            if (ended && bytes.get(i) != 0) {
                return false;
            }
            ended |= bytes.get(i) == 0;
        }
        return true;
    }
}
