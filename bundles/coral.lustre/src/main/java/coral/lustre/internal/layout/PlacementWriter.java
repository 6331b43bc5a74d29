// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.core.posix.Names;
import coral.lustre.internal.bytes.Buffers;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.internal.bytes.FixedText;
import coral.lustre.layout.LovHeader;
import coral.lustre.layout.Placement;
import coral.lustre.layout.StripeObject;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes what {@link PlacementReader} reads. */
final class PlacementWriter {
    private static final int V1_BYTES = 32;
    private static final int FOREIGN_BYTES = 16;

    private PlacementWriter() {}

    static byte[] write(Placement placement) {
        if (placement instanceof Placement.Objects it) {
            return objects(it);
        } else if (placement instanceof Placement.Template it) {
            return template(it);
        } else if (placement instanceof Placement.Released it) {
            return Buffers.all(head(it, it.stripeSizeBytes(), it.stripeCount(), it.generation(), 0));
        } else if (placement instanceof Placement.OnMdt it) {
            return Buffers.all(head(it, it.sizeBytes(), 0, it.mdtIndex(), 0));
        } else if (placement instanceof Placement.Extension it) {
            long units = it.extensionSizeBytes() / PlacementReader.EXTENSION_UNIT;
            return Buffers.all(head(it, units, it.stripeCount(), it.startIndex(), 0));
        } else if (placement instanceof Placement.HsmCopy it) {
            return hsm(it);
        }
        return foreign((Placement.Foreign) placement);
    }

    private static byte[] objects(Placement.Objects it) {
        List<StripeObject> objects = it.objects();
        ByteBuffer to = head(it, it.stripeSizeBytes(), objects.size(), it.generation(), objects.size());
        for (StripeObject object : objects) {
            FidBytes.writeObject(to, object.fid(), object.ostIndex());
            to.putInt(object.generation()).putInt(object.ostIndex());
        }
        return Buffers.all(to);
    }

    private static byte[] template(Placement.Template it) {
        ByteBuffer to = head(
                it,
                it.stripeSizeBytes(),
                it.stripeCount(),
                it.startIndex(),
                it.osts().size());
        for (int ost : it.osts()) {
            to.putLong(0).putLong(0).putInt(0).putInt(ost);
        }
        return Buffers.all(to);
    }

    private static ByteBuffer head(Placement.Striping it, long size, int count, int generation, int objects) {
        LovHeader header = it.header();
        int magic = header.magic() != 0 ? header.magic() : it.pool().isEmpty() ? LovHeader.V1 : LovHeader.V3;
        require(magic != LovHeader.V1 || it.pool().isEmpty(), "a pool in a layout that has no room for one");
        require(size >>> 32 == 0, "size " + size);
        int room = (magic == LovHeader.V1 ? V1_BYTES : V1_BYTES + FixedText.POOL_BYTES)
                + objects * PlacementReader.OBJECT_BYTES;
        ByteBuffer to = Buffers.littleEndian(room);
        to.putInt(magic)
                .putInt(it.pattern().bits())
                .putLong(header.objectId())
                .putLong(header.sequence())
                .putInt((int) size)
                .putShort((short) count)
                .putShort((short) generation);
        if (magic != LovHeader.V1) {
            FixedText.write(to, it.pool(), FixedText.POOL_BYTES);
        }
        return to;
    }

    private static byte[] hsm(Placement.HsmCopy it) {
        int length = 16 + PlacementReader.UUID_BYTES;
        ByteBuffer to = foreignHead(length, it.type(), it.flags());
        to.putLong(it.archiveId()).putLong(it.archiveVersion());
        FixedText.write(to, it.uuid(), PlacementReader.UUID_BYTES);
        return Buffers.all(to);
    }

    private static byte[] foreign(Placement.Foreign it) {
        byte[] value = Names.encode(it.value());
        require(value.length == it.lengthBytes(), "a value that is not here");
        return Buffers.all(foreignHead(value.length, it.type(), it.flags()).put(value));
    }

    private static ByteBuffer foreignHead(int length, int type, int flags) {
        return Buffers.littleEndian(FOREIGN_BYTES + length)
                .putInt(LovReader.FOREIGN)
                .putInt(length)
                .putInt(type)
                .putInt(flags);
    }
}
