// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;

/** Lustre's rules on what a file needs and what fits its state (mdt_hsm_is_action_compat and hsm_action_is_needed). */
final class Rules {
    static final ArchiveId DEFAULT_ARCHIVE = new ArchiveId(1);

    private Rules() {}

    static boolean needed(HsmAction action, HsmState state) {
        return switch (action) {
            case ARCHIVE -> dirtyOrUnarchived(state);
            case RESTORE -> state.has(HsmFlag.RELEASED) || state.has(HsmFlag.DIRTY);
            case REMOVE -> state.has(HsmFlag.ARCHIVED) || state.has(HsmFlag.EXISTS);
            case CANCEL -> true;
        };
    }

    static boolean compatible(HsmAction action, HsmState state, ArchiveId asked) {
        return switch (action) {
            case ARCHIVE ->
                !state.has(HsmFlag.NOARCHIVE)
                        && dirtyOrUnarchived(state)
                        && !(state.has(HsmFlag.EXISTS)
                                && !asked.equals(ArchiveId.ANY)
                                && !asked.equals(state.archiveId()));
            case RESTORE ->
                state.has(HsmFlag.RELEASED)
                        && state.has(HsmFlag.ARCHIVED)
                        && !state.has(HsmFlag.DIRTY)
                        && !state.has(HsmFlag.LOST);
            case REMOVE -> !state.has(HsmFlag.RELEASED) && (state.has(HsmFlag.ARCHIVED) || state.has(HsmFlag.EXISTS));
            case CANCEL -> true;
        };
    }

    static boolean releasable(HsmState state) {
        return state.has(HsmFlag.ARCHIVED)
                && !state.has(HsmFlag.DIRTY)
                && !state.has(HsmFlag.NORELEASE)
                && !state.has(HsmFlag.LOST);
    }

    /** Where a request goes: as asked, else where the file is, else the default. */
    static ArchiveId target(ArchiveId asked, HsmState state) {
        if (!asked.equals(ArchiveId.ANY)) {
            return asked;
        }
        return state.archiveId().equals(ArchiveId.ANY) ? DEFAULT_ARCHIVE : state.archiveId();
    }

    private static boolean dirtyOrUnarchived(HsmState state) {
        return state.has(HsmFlag.DIRTY) || !state.has(HsmFlag.ARCHIVED);
    }
}
