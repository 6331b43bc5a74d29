// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

/** Flags of a file's HSM state: enum hsm_states of uapi/linux/lustre/lustre_user.h (2.15). */
public enum HsmFlag {
    /** The file was handed to an archive; a copy, maybe a partial one, may exist. */
    EXISTS(0x01, "exists"),
    /** The file's data is newer than its copy. */
    DIRTY(0x02, "dirty"),
    /** The data is only in the archive. */
    RELEASED(0x04, "released"),
    /** A complete copy exists. */
    ARCHIVED(0x08, "archived"),
    /** Release is refused. */
    NORELEASE(0x10, "never_release"),
    /** Archive is refused. */
    NOARCHIVE(0x20, "never_archive"),
    /** The copy is gone from the archive. */
    LOST(0x40, "lost_from_hsm");

    /** Flags that the file's owner may set and clear: HSM_USER_MASK. */
    public static final int USER_MASK = NORELEASE.bit | NOARCHIVE.bit | DIRTY.bit;

    private final int bit;
    private final String word;

    HsmFlag(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** The flag's value in Lustre's mask. */
    public int bit() {
        return bit;
    }

    /** The word lfs hsm_state prints. */
    public String word() {
        return word;
    }
}
