// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What a storm did last, and how often it did what. Safe for use by many threads. */
final class StormLog {
    private static final int MOST = 300;

    private final long begin = System.nanoTime();
    private final Deque<String> last = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(String kind, String what) {
        counts.merge(kind, 1, Integer::sum);
        if (last.size() == MOST) {
            last.removeFirst();
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        last.addLast(millis + " ms " + kind + ": " + what);
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", last);
    }
}
