// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.Optional;

/**
 * The state of a mirrored file, as enum lov_comp_md_flags of lustre_user.h (2.17).
 *
 * @param bits LCM_FL_*, 16 bits; -1 where text does not tell it
 */
public record MirrorState(int bits) {
    /** Not told. */
    public static final MirrorState UNTOLD = new MirrorState(-1);
    /** The file has no mirrors. */
    public static final MirrorState NONE = new MirrorState(0);
    /** All mirrors that are not stale have the same data. */
    public static final MirrorState READ_ONLY = new MirrorState(1);
    /** One mirror is written, the others are stale. */
    public static final MirrorState WRITE_PENDING = new MirrorState(2);
    /** Mirrors are being brought up to date. */
    public static final MirrorState SYNC_PENDING = new MirrorState(3);

    private static final int PCC_READ_ONLY = 0x8;

    /** Reads lcm_flags as lfs prints it: {@code 0}, {@code ro}, {@code wp}, {@code sp}, with {@code ,pccro}. */
    public static Optional<MirrorState> parse(String text) {
        boolean pcc = text.endsWith(",pccro");
        String state = pcc ? text.substring(0, text.length() - ",pccro".length()) : text;
        int at = java.util.List.of("0", "ro", "wp", "sp").indexOf(state);
        return at < 0 ? Optional.empty() : Optional.of(new MirrorState(at | (pcc ? PCC_READ_ONLY : 0)));
    }

    /** True if a client holds the data in its cache for reading (PCC-RO). */
    public boolean cachedReadOnly() {
        return bits >= 0 && (bits & PCC_READ_ONLY) != 0;
    }
}
