// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import java.util.Set;

/**
 * What lfs hsm_set and hsm_clear ask for. Immutable.
 *
 * @param set flags to add, first
 * @param clear flags to take away, after that
 * @param archiveId archive to record, {@link ArchiveId#ANY} to leave it; without effect unless the file EXISTS after
 *     the change
 * @param dryRun only says what the state would be
 */
public record StateChange(Set<HsmFlag> set, Set<HsmFlag> clear, ArchiveId archiveId, boolean dryRun) {
    /** Copies the sets. */
    public StateChange {
        set = Set.copyOf(set);
        clear = Set.copyOf(clear);
    }
}
