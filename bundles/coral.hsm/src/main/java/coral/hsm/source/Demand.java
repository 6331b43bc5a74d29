// SPDX-License-Identifier: Apache-2.0
package coral.hsm.source;

import coral.hsm.model.ArchiveId;
import java.util.Map;

/**
 * How many actions an agent has room for. Immutable. Archives that are not named get nothing.
 *
 * @param slots for each archive the agent serves, free places, 0 or more
 */
public record Demand(Map<ArchiveId, Slots> slots) {
    /**
     * Free places of one archive.
     *
     * @param restores places that only restores may take
     * @param any places for every action
     */
    public record Slots(int restores, int any) {}

    /** Copies the map. */
    public Demand {
        slots = Map.copyOf(slots);
    }
}
