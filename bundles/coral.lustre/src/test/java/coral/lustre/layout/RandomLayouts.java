// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Layouts of all kinds, by a seed. */
final class RandomLayouts {
    private RandomLayouts() {}

    /** Up to three mirrors of up to four components with objects each, from 0 to EOF. */
    static CompositeLayout composite(Random random) {
        List<Component> components = new ArrayList<>();
        int next = 1;
        int mirrors = 1 + random.nextInt(3);
        for (int mirror = 0; mirror < mirrors; mirror++) {
            long start = 0;
            int parts = 1 + random.nextInt(4);
            for (int part = 1; part <= parts; part++) {
                long end = part == parts ? FileExtent.EOF : start + 65536L * (1 + random.nextInt(1 << 16));
                Placement.Objects objects = objects(random, next);
                components.add(component(mirror << 16 | next, new FileExtent(start, end), objects));
                next += objects.objects().size();
                start = end;
            }
        }
        return new CompositeLayout(
                CompositeLayout.MAGIC,
                random.nextInt(),
                new MirrorState(random.nextInt(4)),
                mirrors,
                0,
                components.size(),
                components);
    }

    static Placement.Objects objects(Random random, int firstObject) {
        int count = 1 + random.nextInt(20);
        List<StripeObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(
                    new StripeObject(random.nextInt(8), new Fid(0x280000400L, firstObject + i, 0), random.nextInt(3)));
        }
        String pool = random.nextBoolean() ? "fast" : "";
        return new Placement.Objects(
                new LovHeader(pool.isEmpty() ? LovHeader.V1 : LovHeader.V3, random.nextInt(1 << 20), 0x200000402L),
                random.nextBoolean() ? LayoutPattern.RAID0 : LayoutPattern.OVERSTRIPED,
                65536L * (1 + random.nextInt(65535)),
                random.nextInt(1 << 16) - 1,
                pool,
                objects);
    }

    /** One component with flags init, or extension for an extension. */
    static Component component(int id, FileExtent extent, Placement placement) {
        ComponentFlags flags = placement instanceof Placement.Extension
                ? new ComponentFlags(0x40)
                : placement instanceof Placement.Template ? ComponentFlags.NONE : ComponentFlags.INIT;
        return new Component(id, flags, extent, ComponentDetail.NONE, placement);
    }

    static CompositeLayout of(Component... components) {
        return new CompositeLayout(
                CompositeLayout.MAGIC, 1, MirrorState.NONE, 1, 0, components.length, List.of(components));
    }
}
