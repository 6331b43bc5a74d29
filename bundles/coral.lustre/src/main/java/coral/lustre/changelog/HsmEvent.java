// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

/**
 * What a record of HSM tells in its flags, as CLF_HSM_* of lustre_user.h (2.17).
 *
 * @param flags 12 bits
 */
public record HsmEvent(int flags) {
    /** What came to an end. */
    public enum Event {
        /** HE_ARCHIVE. */
        ARCHIVE,
        /** HE_RESTORE. */
        RESTORE,
        /** HE_CANCEL. */
        CANCEL,
        /** HE_RELEASE. */
        RELEASE,
        /** HE_REMOVE. */
        REMOVE,
        /** HE_STATE: flags of the file were changed. */
        STATE,
        /** HE_SPARE1: not used by any version yet. */
        SPARE_1,
        /** HE_SPARE2: not used by any version yet. */
        SPARE_2
    }

    private static final int ERROR = 0x7f;
    private static final int DIRTY = 0x400;

    /** What it is about. */
    public Event event() {
        return Event.values()[flags >>> 7 & 7];
    }

    /** The error number; 0 for success, 127 for one that has no room: see {@link #errorTooLarge}. */
    public int error() {
        return flags & ERROR;
    }

    /** True if the error number is 127 or larger (CLF_HSM_ERROVERFLOW). */
    public boolean errorTooLarge() {
        return error() == ERROR;
    }

    /** True if the file is dirty afterwards. */
    public boolean dirty() {
        return (flags & DIRTY) != 0;
    }
}
