// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import coral.core.task.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections that nobody uses just now, the last used first. Bounded in number and time. Safe for many threads. */
final class ConnectionPool implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final int most;
    private final Duration idle;
    private final Deque<Connection> resting = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Workers.timer("coral-core-ssh-idle");
    private boolean closed;

    ConnectionPool(int most, Duration idle) {
        this.most = most;
        this.idle = idle;
        long period = Math.max(1, idle.toMillis() / 4);
        var unused = timer.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    /** A connection to the host that looks alive; the caller has it alone. */
    synchronized Optional<Connection> take(Host complete) {
        Host key = Connection.keyOf(complete);
        for (Iterator<Connection> all = resting.iterator(); all.hasNext(); ) {
            Connection one = all.next();
            if (one.key().equals(key)) {
                all.remove();
                if (one.isUsable()) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    /** Takes a connection back; one that cannot be used any more, or is too many, is closed. */
    void give(Connection connection) {
        List<Connection> over = new ArrayList<>();
        connection.rest();
        synchronized (this) {
            if (connection.isUsable() && !closed && most > 0) {
                resting.addFirst(connection);
            } else {
                over.add(connection);
            }
            while (resting.size() > most) {
                over.add(resting.removeLast());
            }
        }
        over.forEach(Connection::close);
    }

    synchronized int size() {
        return resting.size();
    }

    private void sweep() {
        List<Connection> over = new ArrayList<>();
        synchronized (this) {
            resting.removeIf(one -> (one.idleNanos() > idle.toNanos() || !one.isUsable()) && over.add(one));
        }
        over.forEach(Connection::close);
    }

    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(resting);
            resting.clear();
        }
        boolean unused = Workers.stop(timer, STOP_LIMIT);
        all.forEach(Connection::close);
    }
}
