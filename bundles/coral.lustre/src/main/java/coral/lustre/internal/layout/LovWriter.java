// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.lustre.layout.Component;
import coral.lustre.layout.ComponentDetail;
import coral.lustre.layout.CompositeLayout;
import coral.lustre.layout.Layout;
import coral.lustre.layout.MirrorState;
import coral.lustre.layout.PlainLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes what {@link LovReader} reads, always in little-endian order. */
public final class LovWriter {
    private LovWriter() {}

    /** Writes a layout; {@link IllegalArgumentException} for one that is not all here. */
    public static byte[] write(Layout layout) {
        if (layout instanceof CompositeLayout composite) {
            return composite(composite);
        }
        return PlacementWriter.write(((PlainLayout) layout).placement());
    }

    private static byte[] composite(CompositeLayout layout) {
        require(layout.complete(), "components are missing");
        List<byte[]> blobs = layout.components().stream()
                .map(component -> PlacementWriter.write(component.placement()))
                .toList();
        int table = LovReader.COMPOSITE_BYTES + blobs.size() * LovReader.ENTRY_BYTES;
        int size = table + blobs.stream().mapToInt(blob -> blob.length).sum();
        ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        head(to, layout, size);
        int offset = table;
        for (int i = 0; i < blobs.size(); i++) {
            entry(to, layout.components().get(i), offset, blobs.get(i).length);
            offset += blobs.get(i).length;
        }
        blobs.forEach(to::put);
        return to.array();
    }

    private static void head(ByteBuffer to, CompositeLayout layout, int size) {
        int flags =
                layout.state().equals(MirrorState.UNTOLD) ? 0 : layout.state().bits();
        to.putInt(layout.magic() == 0 ? CompositeLayout.MAGIC : layout.magic())
                .putInt(size)
                .putInt(layout.generation())
                .putShort((short) flags)
                .putShort((short) layout.components().size())
                .putShort((short) (layout.mirrorCount() - 1))
                .put((byte) layout.codeCount());
        to.position(LovReader.COMPOSITE_BYTES);
    }

    private static void entry(ByteBuffer to, Component component, int offset, int size) {
        ComponentDetail detail = component.detail();
        to.putInt(component.id())
                .putInt(component.flags().bits())
                .putLong(component.extent().start())
                .putLong(component.extent().end())
                .putInt(offset)
                .putInt(size)
                .putInt(detail.generation())
                .putLong((long) detail.linkId() << 48 | detail.timeSeconds())
                .put((byte) detail.dataStripes())
                .put((byte) detail.codeStripes())
                .put((byte) detail.compressionType())
                .put((byte) (detail.chunkBits() << 4 | detail.compressionLevel()));
    }
}
