// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.HsmRequests;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds out which requests of one file system have changed since it was asked before, and looks at a bounded number of
 * them. For one thread.
 */
final class RequestWatch {
    /** So many live requests are looked at: the oldest, which agents take first, and the newest. */
    static final int MOST_WATCHED = 2000;

    private static final int PAGE = 1000;

    private final HsmFileSystem fileSystem;
    private final Map<Cookie, HsmRequest> known = new TreeMap<>();
    /** All requests from here on are new. */
    private long next;

    /** What has been before is not told; what is live is told when it changes. */
    RequestWatch(HsmFileSystem fileSystem) {
        this.fileSystem = fileSystem;
        next = firstUnused(fileSystem.requests());
        oldest().forEach(request -> known.put(request.cookie(), request));
    }

    HsmFileSystem fileSystem() {
        return fileSystem;
    }

    /** The least number after all requests; found by halving, since there may be millions. */
    private static long firstUnused(HsmRequests requests) {
        long after = 1;
        while (after < Long.MAX_VALUE / 2 && isAny(requests, after)) {
            after *= 2;
        }
        long least = Math.max(1, after / 2);
        while (least < after) {
            long middle = least + (after - least) / 2;
            if (isAny(requests, middle)) {
                least = middle + 1;
            } else {
                after = middle;
            }
        }
        return after;
    }

    private static boolean isAny(HsmRequests requests, long from) {
        return !requests.list(new Cookie(from), true, 1).isEmpty();
    }

    private List<HsmRequest> oldest() {
        return fileSystem.requests().list(new Cookie(1), false, PAGE);
    }

    /** At most {@code most} changes, each request in its latest state; the others are told the next time. */
    List<RequestLine> changes(int most) {
        List<RequestLine> told = new ArrayList<>();
        Map<Cookie, HsmRequest> now = new TreeMap<>();
        oldest().forEach(request -> now.put(request.cookie(), request));
        watched(now, told, most);
        for (HsmRequest request : now.values()) {
            if (known.size() < MOST_WATCHED && request.cookie().value() < next) {
                // One that has moved up among the oldest.
                known.putIfAbsent(request.cookie(), request);
            }
        }
        fresh(told, most);
        return told;
    }

    private void watched(Map<Cookie, HsmRequest> now, List<RequestLine> told, int most) {
        for (Iterator<Map.Entry<Cookie, HsmRequest>> all = known.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Cookie, HsmRequest> entry = all.next();
            if (told.size() >= most) {
                return;
            }
            HsmRequest found = now.get(entry.getKey());
            Optional<HsmRequest> request =
                    found != null ? Optional.of(found) : fileSystem.requests().request(entry.getKey());
            if (request.isPresent() && isOther(entry.getValue(), request.get())) {
                told.add(RequestLine.of(fileSystem.name(), request.get()));
                entry.setValue(request.get());
            }
            if (request.isEmpty() || request.get().status().isFinal()) {
                all.remove();
            }
        }
    }

    private static boolean isOther(HsmRequest before, HsmRequest now) {
        return before.status() != now.status()
                || before.bytesDone() != now.bytesDone()
                || !before.changed().equals(now.changed());
    }

    private void fresh(List<RequestLine> told, int most) {
        if (told.size() >= most) {
            return;
        }
        for (HsmRequest request : fileSystem.requests().list(new Cookie(next), true, most - told.size())) {
            told.add(RequestLine.of(fileSystem.name(), request));
            next = request.cookie().value() + 1;
            if (!request.status().isFinal() && known.size() < MOST_WATCHED) {
                known.put(request.cookie(), request);
            }
        }
    }
}
