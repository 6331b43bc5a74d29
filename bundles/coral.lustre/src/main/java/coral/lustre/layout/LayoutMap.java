// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import coral.lustre.internal.layout.Raid0;
import java.util.ArrayList;
import java.util.List;

/**
 * Which byte of a file is which byte of an object, as lustre/lov/lov_offset.c (2.17) has it: offsets in all components
 * of a file count from the file's beginning. All in bytes. For compressed components it holds for the beginnings of
 * chunks only; code of erasure coding holds no bytes of the file and is left out.
 */
public final class LayoutMap {
    private static final ComponentFlags PLAIN = ComponentFlags.INIT;

    private final List<Component> components;

    private LayoutMap(List<Component> components) {
        this.components = components;
    }

    /**
     * The map of a file's layout.
     *
     * @throws IllegalArgumentException for a composite layout of which components are missing
     */
    public static LayoutMap of(Layout layout) {
        if (layout instanceof PlainLayout plain) {
            return new LayoutMap(
                    List.of(new Component(0, PLAIN, FileExtent.WHOLE, ComponentDetail.NONE, plain.placement())));
        }
        CompositeLayout composite = (CompositeLayout) layout;
        if (!composite.complete()) {
            throw new IllegalArgumentException("components of the layout are missing");
        }
        return new LayoutMap(composite.components().stream()
                .filter(component -> !component.flags().parity())
                .toList());
    }

    /**
     * Where the byte is: once for each mirror that has a component for it. Empty behind the last component.
     *
     * @param offset of the byte in the file, not negative
     */
    public List<FilePlace> locate(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
        List<FilePlace> places = new ArrayList<>();
        for (Component component : components) {
            if (component.extent().contains(offset)) {
                places.add(new FilePlace(
                        component.mirrorId(), component.id(), component.flags().stale(), spot(component, offset)));
            }
        }
        return places;
    }

    private static FilePlace.Spot spot(Component component, long offset) {
        if (component.placement() instanceof Placement.Objects it
                && it.pattern().stripes()) {
            Raid0 raid = raid(it);
            int stripe = raid.stripe(offset);
            return new FilePlace.InObject(stripe, it.objects().get(stripe), raid.objectOffset(offset));
        }
        if (component.placement() instanceof Placement.OnMdt it) {
            return new FilePlace.OnMdt(it.mdtIndex(), offset);
        }
        return new FilePlace.Nowhere(component.placement());
    }

    /**
     * The pieces of the file that lie in a piece of an object, in order.
     *
     * @param object its FID
     * @param offset in the object, not negative
     * @param lengthBytes at least 0
     * @param limit the most pieces to list; with small stripes there are many
     * @throws IllegalArgumentException if there would be more, or numbers are negative
     */
    public List<FileExtent> extents(Fid object, long offset, long lengthBytes, int limit) {
        if (offset < 0 || lengthBytes < 0 || offset > Long.MAX_VALUE - lengthBytes) {
            throw new IllegalArgumentException("offset " + offset + ", length " + lengthBytes);
        }
        List<FileExtent> extents = new ArrayList<>();
        for (Component component : components) {
            if (component.placement() instanceof Placement.Objects it
                    && it.pattern().stripes()) {
                for (int stripe = 0; stripe < it.objects().size(); stripe++) {
                    if (it.objects().get(stripe).fid().equals(object)) {
                        raid(it).extents(stripe, offset, offset + lengthBytes, component.extent(), extents, limit);
                    }
                }
            }
        }
        return extents;
    }

    /**
     * Where the file ends as far as one object knows: the offset behind the byte of the file that is the object's last
     * one. The size of a file is the largest of them over all objects of a mirror.
     *
     * @param component its number in the layout, from 0, code of erasure coding not counted
     * @param sizeBytes of the object; 0 gives 0
     */
    public long fileEnd(int component, int stripe, long sizeBytes) {
        Placement placement = components.get(component).placement();
        if (!(placement instanceof Placement.Objects it) || !it.pattern().stripes()) {
            throw new IllegalArgumentException("component " + component + " has no objects");
        }
        if (stripe < 0 || stripe >= it.objects().size() || sizeBytes < 0) {
            throw new IllegalArgumentException("stripe " + stripe + " of " + sizeBytes + " bytes");
        }
        return sizeBytes == 0 ? 0 : Math.addExact(raid(it).fileOffset(stripe, sizeBytes - 1), 1);
    }

    private static Raid0 raid(Placement.Objects it) {
        return new Raid0(it.stripeSizeBytes(), it.objects().size());
    }
}
