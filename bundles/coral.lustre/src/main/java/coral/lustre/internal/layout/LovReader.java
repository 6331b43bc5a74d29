// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.lustre.internal.bytes.Damaged;
import coral.lustre.layout.Component;
import coral.lustre.layout.ComponentDetail;
import coral.lustre.layout.ComponentFlags;
import coral.lustre.layout.CompositeLayout;
import coral.lustre.layout.FileExtent;
import coral.lustre.layout.Layout;
import coral.lustre.layout.LovHeader;
import coral.lustre.layout.MirrorState;
import coral.lustre.layout.PlainLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads trusted.lov and lustre.lov: structs of lustre_user.h (2.17) in little-endian order, or swabbed. */
public final class LovReader {
    static final int COMPOSITE_SEL = 0x0BD80BD0;
    static final int FOREIGN = 0x0BD70BD0;
    static final int COMPOSITE_BYTES = 32;
    static final int ENTRY_BYTES = 48;

    private LovReader() {}

    /** Reads a layout from all of {@code bytes}, whose order may be changed. */
    public static Layout read(ByteBuffer bytes) {
        int magic = order(bytes);
        if (magic == CompositeLayout.MAGIC || magic == COMPOSITE_SEL) {
            return composite(bytes);
        }
        return new PlainLayout(PlacementReader.read(bytes, ComponentFlags.NONE, false));
    }

    /** Sets the byte order in which the magic is one. */
    private static int order(ByteBuffer bytes) {
        int magic = bytes.getInt(0);
        if (known(Integer.reverseBytes(magic))) {
            bytes.order(ByteOrder.BIG_ENDIAN);
            return bytes.getInt(0);
        }
        require(known(magic), String.format("magic 0x%08x", magic));
        return magic;
    }

    private static boolean known(int magic) {
        return magic == LovHeader.V1
                || magic == LovHeader.V3
                || magic == LovHeader.SPECIFIC
                || magic == FOREIGN
                || magic == CompositeLayout.MAGIC
                || magic == COMPOSITE_SEL;
    }

    private static Layout composite(ByteBuffer bytes) {
        int magic = bytes.getInt();
        int size = bytes.getInt();
        require(size == bytes.limit(), "it says that it has " + Integer.toUnsignedString(size) + " bytes");
        int generation = bytes.getInt();
        int flags = bytes.getShort() & 0xffff;
        int count = bytes.getShort() & 0xffff;
        int mirrors = bytes.getShort() & 0xffff;
        int codes = bytes.get() & 0xff;
        require(COMPOSITE_BYTES + (long) count * ENTRY_BYTES <= size, "no room for " + count + " components");
        List<Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            components.add(component(bytes, i, COMPOSITE_BYTES + count * ENTRY_BYTES));
        }
        return new CompositeLayout(magic, generation, new MirrorState(flags), mirrors + 1, codes, count, components);
    }

    private static Component component(ByteBuffer bytes, int index, int tableEnd) {
        ByteBuffer entry = Damaged.part(bytes, COMPOSITE_BYTES + index * ENTRY_BYTES, ENTRY_BYTES);
        int id = entry.getInt();
        ComponentFlags flags = new ComponentFlags(entry.getInt());
        FileExtent extent = new FileExtent(entry.getLong(), entry.getLong());
        int offset = entry.getInt();
        int size = entry.getInt();
        ComponentDetail detail = detail(entry);
        require(offset >= tableEnd, "component " + Integer.toUnsignedString(id) + " lies in the header");
        return new Component(
                id, flags, extent, detail, PlacementReader.read(Damaged.part(bytes, offset, size), flags, true));
    }

    private static ComponentDetail detail(ByteBuffer entry) {
        int generation = entry.getInt();
        long timeAndLink = entry.getLong();
        int dataStripes = entry.get() & 0xff;
        int codeStripes = entry.get() & 0xff;
        int compression = entry.get() & 0xff;
        int levelAndChunk = entry.get() & 0xff;
        return new ComponentDetail(
                generation,
                timeAndLink & 0xffffffffffffL,
                (int) (timeAndLink >>> 48),
                dataStripes,
                codeStripes,
                compression,
                levelAndChunk & 0xf,
                levelAndChunk >>> 4);
    }
}
