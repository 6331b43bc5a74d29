// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.hsm.model.HsmAction;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;

/**
 * An action that this agent owns. Immutable.
 *
 * @param session where it came from and goes back to
 * @param beats what keeps that session told while the action runs
 * @param item what is asked
 */
public record Assignment(ActionSession session, Beats beats, ActionItem item) {
    private static final long SMALL_BYTES = 1 << 20;

    boolean isRestore() {
        return item.action() == HsmAction.RESTORE;
    }

    /** Whether it waits for disks and servers rather than for data: many of them at once share those waits. */
    boolean isSmall() {
        return item.action() == HsmAction.REMOVE || (item.sizeBytes() >= 0 && item.sizeBytes() <= SMALL_BYTES);
    }

    @Override
    public String toString() {
        return item.action() + " " + item.fid() + " (" + item.fileSystem() + ", request " + item.cookie() + ")";
    }
}
