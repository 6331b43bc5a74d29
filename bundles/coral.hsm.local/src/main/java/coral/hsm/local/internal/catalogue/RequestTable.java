// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.hsm.filesystem.HsmRequests.Counts;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests by cookie, by file, and those that wait by archive. Its owner's lock guards it. */
final class RequestTable {
    private final int mostLive;
    private final long mostDataBytes;
    private final NavigableMap<Cookie, HsmRequest> all = new TreeMap<>();
    private final Map<Fid, Cookie> live = new HashMap<>();
    private final Map<ArchiveId, NavigableSet<Cookie>> restores = new HashMap<>();
    private final Map<ArchiveId, NavigableSet<Cookie>> others = new HashMap<>();
    private final Deque<Cookie> ended = new ArrayDeque<>();
    private final Map<HsmAction, Map<RequestStatus, Long>> counts = new EnumMap<>(HsmAction.class);
    private long dataBytes;

    /**
     * An empty table.
     *
     * @param mostLive how many requests that have not ended there is room for
     * @param mostDataBytes how much data of theirs
     */
    RequestTable(int mostLive, long mostDataBytes) {
        this.mostLive = mostLive;
        this.mostDataBytes = mostDataBytes;
    }

    /** Whether there is room for one more request with so much data. */
    boolean hasRoom(int newDataBytes) {
        return live.size() < mostLive && dataBytes + newDataBytes <= mostDataBytes;
    }

    void put(HsmRequest given) {
        // Nobody moves data for a request that has ended, and ended ones are kept for a while.
        HsmRequest request = given.status().isFinal() ? given.withoutData() : given;
        HsmRequest before = all.put(request.cookie(), request);
        dataBytes +=
                request.data().length() - (before == null ? 0 : before.data().length());
        if (before != null) {
            count(before, before.status().isFinal() ? 0 : -1);
            waiting(before).remove(before.cookie());
            live.remove(before.fid(), before.cookie());
        }
        if (request.status().isFinal()) {
            if (before == null || !before.status().isFinal()) {
                count(request, 1);
                ended.add(request.cookie());
            }
            return;
        }
        count(request, 1);
        live.put(request.fid(), request.cookie());
        if (request.status() == RequestStatus.WAITING) {
            waiting(request).add(request.cookie());
        }
    }

    /** Forgets how many had ended: what a replay found does not count. */
    void startCounting() {
        counts.values().forEach(ofAction -> ofAction.keySet().removeIf(RequestStatus::isFinal));
    }

    Optional<HsmRequest> get(Cookie cookie) {
        return Optional.ofNullable(all.get(cookie));
    }

    Optional<HsmRequest> live(Fid fid) {
        return Optional.ofNullable(live.get(fid)).flatMap(this::get);
    }

    List<HsmRequest> live() {
        return live.values().stream().map(all::get).toList();
    }

    List<HsmRequest> from(Cookie least, boolean finalToo, int limit) {
        return all.tailMap(least, true).values().stream()
                .filter(r -> finalToo || !r.status().isFinal())
                .limit(limit)
                .toList();
    }

    /** The oldest restores, or other requests, that wait for this archive. */
    List<HsmRequest> waiting(ArchiveId archive, boolean restoresWanted, int limit) {
        NavigableSet<Cookie> queue = (restoresWanted ? restores : others).get(archive);
        return queue == null
                ? List.of()
                : queue.stream().limit(limit).map(all::get).toList();
    }

    Counts counts() {
        return new Counts(
                counted(RequestStatus.WAITING),
                counted(RequestStatus.STARTED),
                counted(RequestStatus.SUCCEED),
                counted(RequestStatus.FAILED),
                counted(RequestStatus.CANCELED));
    }

    /** Drops what ended before {@code limit}, and the oldest while there are more than {@code most}. */
    void dropEnded(Instant limit, int most) {
        while (!ended.isEmpty()) {
            HsmRequest oldest = all.get(ended.getFirst());
            if (oldest != null && ended.size() <= most && !oldest.changed().isBefore(limit)) {
                return;
            }
            all.remove(ended.removeFirst());
        }
    }

    private NavigableSet<Cookie> waiting(HsmRequest request) {
        Map<ArchiveId, NavigableSet<Cookie>> queues = request.action() == HsmAction.RESTORE ? restores : others;
        return queues.computeIfAbsent(request.archiveId(), a -> new TreeSet<>());
    }

    /** Numbers of one action's requests by status; what is not in it is none. */
    Map<RequestStatus, Long> counts(HsmAction action) {
        return Map.copyOf(counts.getOrDefault(action, Map.of()));
    }

    private void count(HsmRequest request, long by) {
        counts.computeIfAbsent(request.action(), a -> new EnumMap<>(RequestStatus.class))
                .merge(request.status(), by, Long::sum);
    }

    private long counted(RequestStatus status) {
        return counts.values().stream()
                .mapToLong(ofAction -> ofAction.getOrDefault(status, 0L))
                .sum();
    }
}
