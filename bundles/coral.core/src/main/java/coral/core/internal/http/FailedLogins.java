// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts requests without a right token by address. Bounded; safe for use by many threads. */
final class FailedLogins {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST = 20;
    private static final int MOST_ADDRESSES = 1024;

    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Window(Instant end, int count) {}

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** Counts one; false once there were too many within the window. */
    synchronized boolean isOneMoreAllowed(String address) {
        Instant now = clock.instant();
        Window window = windows.get(address);
        int before = window == null || !now.isBefore(window.end()) ? 0 : window.count();
        Instant end = window == null || before == 0 ? now.plus(WINDOW) : window.end();
        windows.put(address, new Window(end, before + 1));
        return before < MOST;
    }
}
