// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.problem.ProblemException;
import coral.lustre.layout.ComponentFlags;
import coral.lustre.layout.CompositeLayout;
import coral.lustre.layout.Layout;
import coral.lustre.layout.MirrorState;
import coral.lustre.layout.PlainLayout;
import java.util.ArrayList;
import java.util.List;

/** The lines of one layout as they come; for one thread. */
final class GetstripeBlock {
    private static final String COMMAND = GetstripeParser.COMMAND;
    private static final String FIRST = "lcme_id";

    private final Fields header = new Fields(COMMAND);
    private final List<ComponentText> components = new ArrayList<>();
    private final Fields plain = new Fields(COMMAND);
    private boolean bare;
    private boolean closed = true;

    boolean isEmpty() {
        return header.isEmpty() && plain.isEmpty();
    }

    /** True if an empty line has yet to come. */
    boolean open() {
        return !closed;
    }

    void close() {
        closed = true;
    }

    void reopen() {
        closed = false;
    }

    /** True if the directory's layout is a template: it has no number of a component and no {@code lmm_}. */
    boolean directory() {
        return bare;
    }

    /** Where objects and keys of a striping go now. */
    Fields placement() {
        return header.isEmpty() ? plain : components.isEmpty() ? header : last().placement();
    }

    private ComponentText last() {
        return components.get(components.size() - 1);
    }

    /** True if this layout has what the line tells: it belongs to the next one. */
    boolean complete(GetstripeLine line) {
        if (isEmpty()) {
            return false;
        }
        String key = line.pairs().get(0).key();
        return switch (line.level()) {
            case HEADER -> header.isEmpty() || header.has(key) || !components.isEmpty();
            case COMPONENT -> header.isEmpty();
            case PLACEMENT -> completePlacement(key);
        };
    }

    private boolean completePlacement(String key) {
        if (header.isEmpty()) {
            return closed || plain.has(key);
        }
        return !components.isEmpty() && last().placement().has(key);
    }

    void put(GetstripeLine line, String whole) throws ProblemException {
        closed = false;
        bare |= line.bare();
        for (GetstripeLine.Pair pair : line.pairs()) {
            fields(line.level(), pair.key(), whole).put(pair.key(), pair.value());
        }
    }

    private Fields fields(GetstripeLine.Level level, String key, String whole) throws ProblemException {
        if (level == GetstripeLine.Level.HEADER) {
            return header;
        }
        if (key.equals(FIRST) && !header.isEmpty()) {
            components.add(new ComponentText(new Fields(COMMAND), new Fields(COMMAND)));
        }
        if (level == GetstripeLine.Level.PLACEMENT && header.isEmpty()) {
            return plain;
        }
        if (components.isEmpty()) {
            throw Printed.problem(COMMAND, whole, "a line in the wrong place");
        }
        Fields to = level == GetstripeLine.Level.COMPONENT ? last().entry() : last().placement();
        if (to.has(key)) {
            throw Printed.problem(COMMAND, whole, "a key comes twice");
        }
        return to;
    }

    Layout layout() throws ProblemException {
        if (header.isEmpty()) {
            return new PlainLayout(PlacementText.of(plain, ComponentFlags.NONE, !bare, bare));
        }
        List<coral.lustre.layout.Component> read = new ArrayList<>();
        for (ComponentText component : components) {
            read.add(component.read(bare));
        }
        int entries = (int) header.number("lcm_entry_count", 0xffff);
        int mirrors = (int) header.number("lcm_mirror_count", 0x10000);
        if (read.size() > entries || mirrors == 0) {
            throw header.contradiction(read.size() + " components");
        }
        return new CompositeLayout(
                (int) header.number("lcm_magic", 0xffffffffL, 0),
                (int) header.number("lcm_layout_gen", 0xffffffffL),
                state(),
                mirrors,
                0,
                entries,
                read);
    }

    private MirrorState state() throws ProblemException {
        // For directories lfs prints "mirrored" or nothing, which is no state.
        if (!header.has("lcm_flags") || bare) {
            return MirrorState.UNTOLD;
        }
        String text = header.text("lcm_flags");
        return MirrorState.parse(text).orElseThrow(() -> header.bad("lcm_flags", text));
    }
}
