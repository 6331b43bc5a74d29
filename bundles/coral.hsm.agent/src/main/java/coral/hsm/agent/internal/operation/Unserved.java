// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.hsm.agent.internal.node.ArchiveStatus;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Requests that wait for an archive nobody serves on this node.
 *
 * @param archiveId the archive they wait for
 * @param waiting how many wait, of the oldest {@value #LOOKED_AT} of each file system
 * @param reason why nobody serves it
 */
public record Unserved(long archiveId, long waiting, String reason) {
    private static final int LOOKED_AT = 10_000;

    /** What waits in vain, by archive. */
    public static List<Unserved> among(List<HsmFileSystem> fileSystems, List<ArchiveStatus> archives) {
        Map<ArchiveId, ArchiveStatus> known =
                archives.stream().collect(Collectors.toMap(a -> a.config().id(), a -> a));
        Map<ArchiveId, Long> waiting = fileSystems.stream()
                .flatMap(f -> f.requests().list(new Cookie(1), false, LOOKED_AT).stream())
                .filter(r -> r.status() == RequestStatus.WAITING)
                .collect(Collectors.groupingBy(HsmRequest::archiveId, TreeMap::new, Collectors.counting()));
        return waiting.entrySet().stream()
                .filter(w -> !isServed(known, w.getKey()))
                .map(w -> new Unserved(w.getKey().number(), w.getValue(), reason(known, w.getKey())))
                .toList();
    }

    private static boolean isServed(Map<ArchiveId, ArchiveStatus> known, ArchiveId id) {
        ArchiveStatus status = known.get(id);
        return status != null && status.offline().isEmpty();
    }

    private static String reason(Map<ArchiveId, ArchiveStatus> known, ArchiveId id) {
        ArchiveStatus status = known.get(id);
        return status == null
                ? "there is no such archive; add it with 'hsm archives add " + id + " --type TYPE'"
                : status.offline().map(p -> p.text()).orElse("");
    }

    /** One line for people. */
    @Override
    public String toString() {
        return waiting + " requests wait for archive " + archiveId + ": " + reason;
    }
}
