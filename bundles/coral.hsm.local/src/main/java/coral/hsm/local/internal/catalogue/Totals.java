// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.util.Map;

/**
 * What a catalogue holds at one moment. Immutable.
 *
 * @param files entries
 * @param copies files that have a copy
 * @param released files whose data is only in the archive
 * @param releasedBytes space that those took before
 * @param requests requests by action and status: live ones now, ended ones since the node's start
 */
public record Totals(
        long files, long copies, long released, long releasedBytes, Map<HsmAction, Map<RequestStatus, Long>> requests) {
    /** Copies the map. */
    public Totals {
        requests = Map.copyOf(requests);
    }

    /** How many requests for this action have that status. */
    public long count(HsmAction action, RequestStatus status) {
        return requests.getOrDefault(action, Map.of()).getOrDefault(status, 0L);
    }
}
