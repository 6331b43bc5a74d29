// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.lustre.internal.layout.FlagNames;
import java.util.Optional;

/**
 * Flags of a component, as enum lov_comp_md_entry_flags of lustre_user.h (2.17). Bits that this version does not know
 * are kept.
 *
 * @param bits LCME_FL_*
 */
public record ComponentFlags(int bits) {
    /** None. */
    public static final ComponentFlags NONE = new ComponentFlags(0);
    /** The component has its objects. */
    public static final ComponentFlags INIT = new ComponentFlags(0x10);

    private static final FlagNames NAMES = FlagNames.of("init", 0x10)
            .and("stale", 0x1)
            .and("prefer", 0x6)
            .and("prefrd", 0x2)
            .and("prefwr", 0x4)
            .and("offline", 0x8)
            .and("nosync", 0x20)
            .and("extension", 0x40)
            .and("parity", 0x80)
            .and("compress", 0x100)
            .and("partial", 0x200)
            .and("nocompr", 0x400)
            .and("link_id", 0x40000000);

    /** Reads what {@code lfs getstripe} prints, such as {@code init,stale} or {@code 0}; empty for unknown words. */
    public static Optional<ComponentFlags> parse(String text) {
        return NAMES.parse(text, "0x").map(ComponentFlags::new);
    }

    /** These flags and others. */
    public ComponentFlags with(ComponentFlags others) {
        return new ComponentFlags(bits | others.bits);
    }

    /** The component has its objects (init). */
    public boolean instantiated() {
        return (bits & 0x10) != 0;
    }

    /** The mirror misses writes: its data must not be read. */
    public boolean stale() {
        return (bits & 0x1) != 0;
    }

    /** Preferred for reading. */
    public boolean preferredForReading() {
        return (bits & 0x2) != 0;
    }

    /** Preferred for writing. */
    public boolean preferredForWriting() {
        return (bits & 0x4) != 0;
    }

    /** Not to be used. */
    public boolean offline() {
        return (bits & 0x8) != 0;
    }

    /** The mirror is not brought up to date. */
    public boolean noSync() {
        return (bits & 0x20) != 0;
    }

    /** Room for the component before it to grow into; never has objects. */
    public boolean extension() {
        return (bits & 0x40) != 0;
    }

    /** Code of erasure coding, no data. */
    public boolean parity() {
        return (bits & 0x80) != 0;
    }

    /** The component's data is to be compressed. */
    public boolean compressed() {
        return (bits & 0x100) != 0;
    }

    /** The words of {@code lfs getstripe}; {@code 0} for none, unknown bits as {@code 0xHEX}. */
    @Override
    public String toString() {
        return bits == 0 ? "0" : NAMES.text(bits, "0x");
    }
}
