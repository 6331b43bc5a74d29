// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.List;
import java.util.TreeMap;

/**
 * A layout of components, as struct lov_comp_md_v1 of lustre_user.h.
 *
 * @param magic LOV_USER_MAGIC_COMP_V1; 0 where text does not tell it
 * @param generation lcm_layout_gen, 32 bits
 * @param mirrorCount mirrors, at least 1
 * @param codeCount components with code of erasure coding (2.17); text does not tell it
 * @param entryCount components of the layout; lfs can be asked to print fewer
 */
public record CompositeLayout(
        int magic,
        int generation,
        MirrorState state,
        int mirrorCount,
        int codeCount,
        int entryCount,
        List<Component> components)
        implements Layout {
    /** LOV_USER_MAGIC_COMP_V1. */
    public static final int MAGIC = 0x0BD60BD0;

    /** Copies the list and checks the counts. */
    public CompositeLayout {
        components = List.copyOf(components);
        if (components.size() > entryCount || mirrorCount < 1 || codeCount >>> 8 != 0) {
            throw new IllegalArgumentException(
                    components.size() + " of " + entryCount + " components, " + mirrorCount + " mirrors");
        }
    }

    /** True if all components are here. */
    public boolean complete() {
        return components.size() == entryCount;
    }

    /** The components of each mirror, by the mirrors' ids. */
    public List<Mirror> mirrors() {
        TreeMap<Integer, List<Component>> byId = new TreeMap<>();
        for (Component component : components) {
            byId.computeIfAbsent(component.mirrorId(), id -> new java.util.ArrayList<>())
                    .add(component);
        }
        return byId.entrySet().stream()
                .map(e -> new Mirror(e.getKey(), e.getValue()))
                .toList();
    }

    /** One mirror. */
    public record Mirror(int id, List<Component> components) {
        /** Copies the list. */
        public Mirror {
            components = List.copyOf(components);
        }

        /** True if something of it must not be read. */
        public boolean stale() {
            return components.stream().anyMatch(c -> c.flags().stale());
        }
    }
}
