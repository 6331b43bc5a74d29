// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One host's part of a run: what it does just now, until when it may, and how it is stopped. The thread that works
 * tells with {@link #enter} what it does next; the one that watches calls {@link #check} and {@link #stop}.
 */
final class Attempt {
    private final Host host;
    private final Duration connect;
    private final long begin = System.nanoTime();
    private final long deadline;
    private @Nullable StopReason stopped;
    private long phaseEnd;
    private Runnable onStop = () -> {};
    private Runnable onOverdue = () -> {};
    private Runnable onAbandon = () -> {};

    Attempt(Host host, Duration connect, Duration perHost) {
        this.host = host;
        this.connect = connect;
        this.deadline = begin + perHost.toNanos();
        this.phaseEnd = deadline;
    }

    Host host() {
        return host;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** The time to reach the host that is left now, at least a millisecond. */
    Duration connectTime() {
        long left = Math.min(connect.toNanos(), deadline - System.nanoTime());
        return Duration.ofNanos(Math.max(1_000_000, left));
    }

    /** Work that lasts until the host's deadline; {@code how} ends it, at once if it was stopped already. */
    void work(Runnable how) {
        enter(deadline, () -> stop(StopReason.DEADLINE), how);
    }

    /** Reaching the host; {@code how} ends it. */
    void connecting(Runnable how) {
        enter(System.nanoTime() + connectTime().toNanos(), () -> stop(StopReason.CONNECT), how);
    }

    /** Something that is tried for a while only: {@code how} ends it, and the attempt goes on with something else. */
    void trying(Duration atMost, Runnable how) {
        enter(System.nanoTime() + atMost.toNanos(), how, how);
    }

    private void enter(long end, Runnable overdue, Runnable how) {
        boolean already;
        synchronized (this) {
            phaseEnd = Math.min(end, deadline);
            onOverdue = overdue;
            onStop = how;
            already = stopped != null;
        }
        if (already) {
            how.run();
        }
    }

    /** What is done when it has been stopped and does not end; must not block. */
    synchronized void abandonBy(Runnable how) {
        onAbandon = how;
    }

    /** Stops it; only the first reason counts. */
    void stop(StopReason reason) {
        Runnable how;
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            stopped = reason;
            how = onStop;
        }
        how.run();
    }

    void abandon() {
        Runnable how;
        synchronized (this) {
            how = onAbandon;
        }
        how.run();
    }

    synchronized Optional<StopReason> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** Does what is due at this time; called again and again. */
    void check(long now) {
        Runnable due = () -> {};
        synchronized (this) {
            if (stopped == null && now - phaseEnd >= 0) {
                due = now - deadline >= 0 ? () -> stop(StopReason.DEADLINE) : onOverdue;
                phaseEnd = deadline;
            }
        }
        due.run();
    }
}
