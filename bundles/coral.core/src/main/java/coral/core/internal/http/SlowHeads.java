// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections whose first request does not come: a byte now and then would hold them for hours. */
final class SlowHeads implements Connection.Listener, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowHeads.class);

    private final long longestNanos;
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    SlowHeads(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        waiting.put(connection, System.nanoTime());
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    /** One look; never throws, since that would end the schedule. */
    @Override
    public void run() {
        try {
            waiting.forEach(this::look);
        } catch (RuntimeException e) {
            LOG.warn("slow connections were not looked at", e);
        }
    }

    private void look(Connection connection, long since) {
        if (connection.getMessagesIn() > 0) {
            waiting.remove(connection);
        } else if (System.nanoTime() - since > longestNanos) {
            waiting.remove(connection);
            connection.getEndPoint().close();
        }
    }
}
