// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * HSM state of one file: struct hsm_attrs of uapi/linux/lustre/lustre_idl.h (2.15). Immutable.
 *
 * @param flags any set; {@link #isLegal} tells whether a file may have it
 * @param archiveId where the copy is or goes, {@link ArchiveId#ANY} for none
 */
public record HsmState(Set<HsmFlag> flags, ArchiveId archiveId) {
    /** A file that HSM never touched. */
    public static final HsmState NEW = new HsmState(Set.of(), ArchiveId.ANY);

    // lfs prints "released" before "exists"; the rest goes by value.
    private static final List<HsmFlag> PRINTED = List.of(
            HsmFlag.RELEASED,
            HsmFlag.EXISTS,
            HsmFlag.DIRTY,
            HsmFlag.ARCHIVED,
            HsmFlag.NORELEASE,
            HsmFlag.NOARCHIVE,
            HsmFlag.LOST);

    /** Copies the flags. */
    public HsmState {
        flags = Set.copyOf(flags);
    }

    /** The state with these bits. */
    public static HsmState of(int mask, ArchiveId archiveId) {
        EnumSet<HsmFlag> flags = EnumSet.noneOf(HsmFlag.class);
        Stream.of(HsmFlag.values()).filter(f -> (mask & f.bit()) != 0).forEach(flags::add);
        return new HsmState(flags, archiveId);
    }

    /** Whether the flag is set. */
    public boolean has(HsmFlag flag) {
        return flags.contains(flag);
    }

    /** All flags as Lustre's mask. */
    public int mask() {
        return flags.stream().mapToInt(HsmFlag::bit).sum();
    }

    /** This state with flags added and others taken away; additions come first. */
    public HsmState with(Set<HsmFlag> added, Set<HsmFlag> removed) {
        EnumSet<HsmFlag> result = EnumSet.noneOf(HsmFlag.class);
        result.addAll(flags);
        result.addAll(added);
        result.removeAll(removed);
        return new HsmState(result, archiveId);
    }

    /** This state with another archive id. */
    public HsmState in(ArchiveId archive) {
        return new HsmState(flags, archive);
    }

    /** Lustre's rule: no DIRTY without EXISTS, no RELEASED with DIRTY or without ARCHIVED, no LOST without ARCHIVED. */
    public boolean isLegal() {
        boolean dirty = has(HsmFlag.DIRTY);
        boolean archived = has(HsmFlag.ARCHIVED);
        return !(dirty && !has(HsmFlag.EXISTS))
                && !(has(HsmFlag.RELEASED) && (dirty || !archived))
                && !(has(HsmFlag.LOST) && !archived);
    }

    /** As lfs hsm_state prints it: {@code (0x0000000d) released exists archived, archive_id:1}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("(0x%08x)", mask()));
        PRINTED.stream().filter(flags::contains).forEach(f -> text.append(' ').append(f.word()));
        if (!archiveId.equals(ArchiveId.ANY)) {
            text.append(", archive_id:").append(archiveId);
        }
        return text.toString();
    }
}
