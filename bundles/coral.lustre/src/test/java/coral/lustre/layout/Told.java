// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.List;

/** A layout without what only the attribute, or only the server that lfs asks, can tell. */
final class Told {
    private Told() {}

    static Layout byAll(Layout layout) {
        if (layout instanceof CompositeLayout it) {
            List<Component> components =
                    it.components().stream().map(Told::byAll).toList();
            return new CompositeLayout(
                    0, it.generation(), MirrorState.UNTOLD, it.mirrorCount(), 0, it.entryCount(), components);
        }
        return new PlainLayout(byAll(((PlainLayout) layout).placement()));
    }

    private static Component byAll(Component it) {
        return new Component(it.id(), it.flags(), it.extent(), ComponentDetail.NONE, byAll(it.placement()));
    }

    private static Placement byAll(Placement placement) {
        if (placement instanceof Placement.Objects it) {
            return new Placement.Objects(
                    LovHeader.UNTOLD, it.pattern(), it.stripeSizeBytes(), -1, it.pool(), it.objects());
        } else if (placement instanceof Placement.Template it) {
            return new Placement.Template(
                    LovHeader.UNTOLD,
                    it.pattern(),
                    it.stripeSizeBytes(),
                    it.stripeCount(),
                    it.startIndex(),
                    it.pool(),
                    it.osts());
        } else if (placement instanceof Placement.OnMdt it) {
            // The attribute leaves the MDT to the file's FID, lfs prints it.
            return new Placement.OnMdt(LovHeader.UNTOLD, it.pattern(), it.sizeBytes(), -1, it.pool());
        }
        return placement;
    }
}
