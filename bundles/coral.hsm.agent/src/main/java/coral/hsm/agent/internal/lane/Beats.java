// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.Workers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a source told of the actions that run: one thread for each source, so that a source that does not answer holds up
 * no other. Safe for use by many threads.
 */
public final class Beats implements AutoCloseable {
    /** How often each running action is reported. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer;
    private final Set<Beat> running = ConcurrentHashMap.newKeySet();

    /** What is to be told of. */
    interface Beat {
        /** Reports; may block in the source. */
        void beat(long nowNanos);
    }

    /** Starts the thread. */
    public Beats(String threadName) {
        this(Workers.timer(threadName));
        Future<?> unused = timer.scheduleWithFixedDelay(
                () -> tick(System.nanoTime()), PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a timer that its owner drives by {@link #tick}. */
    Beats(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void add(Beat beat) {
        running.add(beat);
    }

    void remove(Beat beat) {
        running.remove(beat);
    }

    /** One round; never throws, since that would end the schedule. */
    void tick(long nowNanos) {
        for (Beat beat : running) {
            try {
                beat.beat(nowNanos);
            } catch (Throwable e) { // Also errors: the other actions must still be reported.
                LOG.warn("A running action could not be reported", e);
            }
        }
    }

    @Override
    public void close() {
        Workers.stop(timer, STOP_LIMIT);
    }
}
