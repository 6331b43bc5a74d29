// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import coral.hsm.agent.internal.lane.Assignment;
import coral.hsm.agent.internal.lane.Lane;
import coral.hsm.model.ArchiveId;
import coral.hsm.source.ActionSession;
import coral.hsm.source.Demand;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that are there now, by archive. Safe for use by many threads. */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final long LOOK_MILLIS = 20;

    private final Map<ArchiveId, Lane> lanes = new ConcurrentHashMap<>();
    private final IntSupplier sources;

    /** @param sources how many sources share the lanes */
    Lanes(IntSupplier sources) {
        this.sources = sources;
    }

    void put(ArchiveId id, Lane lane) {
        lanes.put(id, lane);
    }

    void remove(ArchiveId id) {
        lanes.remove(id);
    }

    Optional<Lane> find(ArchiveId id) {
        return Optional.ofNullable(lanes.get(id));
    }

    Map<ArchiveId, Lane> all() {
        return Map.copyOf(lanes);
    }

    Demand demand() {
        int share = Math.max(1, sources.getAsInt());
        Map<ArchiveId, Demand.Slots> slots = new HashMap<>();
        lanes.forEach((id, lane) -> lane.demand(share).ifPresent(free -> slots.put(id, free)));
        return new Demand(slots);
    }

    boolean offer(Assignment assignment) {
        Lane lane = lanes.get(assignment.item().archiveId());
        return lane != null && lane.offer(assignment);
    }

    /** Sends back all actions of a session and waits until none runs, at most {@code limit}. */
    void recall(ActionSession session, Duration limit) throws InterruptedException {
        Collection<Lane> now = lanes.values();
        long end = System.nanoTime() + limit.toNanos();
        do {
            now.forEach(lane -> lane.recall(session));
            if (now.stream().noneMatch(lane -> lane.isBusyFor(session))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } while (System.nanoTime() - end < 0);
        LOG.warn("Actions of a session that ends still run after {}", limit);
    }
}
