// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.lustre.internal.layout.FlagNames;
import java.util.Optional;

/**
 * How data is spread, as enum lov_pattern of lustre_user.h (2.17). Bits that this version does not know are kept.
 *
 * @param bits LOV_PATTERN_*
 */
public record LayoutPattern(int bits) {
    /** Nothing said, as in a directory that has no pattern of its own. */
    public static final LayoutPattern NONE = new LayoutPattern(0);
    /** Stripes over objects. */
    public static final LayoutPattern RAID0 = new LayoutPattern(0x1);
    /** Data on the MDT. */
    public static final LayoutPattern MDT = new LayoutPattern(0x100);
    /** Stripes over objects, of which one OST may have several. */
    public static final LayoutPattern OVERSTRIPED = new LayoutPattern(0x201);

    private static final int PARITY = 0x4;
    private static final int OVERSTRIPING = 0x200;
    private static final int FOREIGN = 0x400;
    private static final int COMPRESS = 0x800;
    private static final int HOLE = 0x40000000;
    private static final int RELEASED = 0x80000000;
    private static final int NO_DATA = 0xffff0000;

    private static final FlagNames NAMES = FlagNames.of("bad", 0x502)
            .and("raid0", 0x1)
            .and("raid1", 0x2)
            .and("parity", PARITY)
            .and("mdt", 0x100)
            .and("overstriped", OVERSTRIPING)
            .and("foreign", FOREIGN)
            .and("compress", COMPRESS)
            .and("hole", HOLE)
            .and("released", RELEASED);

    /**
     * Reads what {@code lfs getstripe} prints, such as {@code raid0,released}. Empty for unknown words, and for
     * {@code ,unknown_1000}, in which lfs has lost the bits that it knows.
     */
    public static Optional<LayoutPattern> parse(String text) {
        return NAMES.parse(text, "unknown_").map(LayoutPattern::new);
    }

    /** True if the data is gone to an archive. */
    public boolean released() {
        return (bits & RELEASED) != 0;
    }

    /** True if the data lies on the MDT. */
    public boolean onMdt() {
        return (bits & MDT.bits) != 0;
    }

    /** True if an OST may have more than one object. */
    public boolean overstriped() {
        return (bits & OVERSTRIPING) != 0;
    }

    /** True for code objects of erasure coding (2.17). */
    public boolean parity() {
        return (bits & PARITY) != 0;
    }

    /** True for compressed data. */
    public boolean compressed() {
        return (bits & COMPRESS) != 0;
    }

    /** True if some objects of the layout are missing (LFSCK). */
    public boolean hole() {
        return (bits & HOLE) != 0;
    }

    /** True if bytes are spread over objects as RAID0 does it, whatever is done with them besides. */
    public boolean stripes() {
        return (bits & ~(NO_DATA | OVERSTRIPING | COMPRESS | PARITY)) == RAID0.bits;
    }

    /** The words of {@code lfs getstripe}; unknown bits as {@code unknown_HEX}. */
    @Override
    public String toString() {
        return NAMES.text(bits, "unknown_");
    }
}
