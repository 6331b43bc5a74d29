// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import coral.core.task.Backoff;
import coral.core.task.Workers;
import coral.hsm.agent.internal.lane.Assignment;
import coral.hsm.agent.internal.lane.Beats;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActionSource;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes actions from one source to the lanes, on a thread of its own; connects again, with back-off, when the source was
 * gone. Safe for use by many threads.
 */
final class Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AFTER_GIVING_BACK = Duration.ofMillis(250);
    private static final Duration RECALL_LIMIT = Duration.ofSeconds(8);
    private static final int MOST_FAILURES = 16;

    private final ActionSource source;
    private final String agent;
    private final Lanes lanes;
    private final Backoff reconnects;
    private final Object lock = new Object();
    // Guarded by lock.
    private boolean receiving;
    private boolean woken;
    private boolean stopping;
    private @Nullable Thread thread;

    Receiver(ActionSource source, String agent, Lanes lanes, Backoff reconnects) {
        this.source = source;
        this.agent = agent;
        this.lanes = lanes;
        this.reconnects = reconnects;
    }

    ActionSource source() {
        return source;
    }

    void start() {
        synchronized (lock) {
            thread = Workers.start("coral-hsm-receive-" + source.name(), this::run);
        }
    }

    /** Makes it ask its source anew, since lanes can take what they could not before. */
    void wake() {
        synchronized (lock) {
            woken = true;
            lock.notifyAll();
            if (receiving && thread != null) {
                thread.interrupt();
            }
        }
    }

    /** First half of a stop; does not wait. */
    void beginStop() {
        synchronized (lock) {
            stopping = true;
        }
        wake();
    }

    /** Second half: waits until the session is closed, at most {@code limit}. */
    void awaitStop(Duration limit) {
        Thread running;
        synchronized (lock) {
            running = thread;
        }
        try {
            if (running != null && !join(running, limit)) {
                LOG.warn("Source {} still holds its receiver {} after its stop", source.name(), limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread, Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
        return !thread.isAlive();
    }

    private void run() {
        int failures = 0;
        while (!isStopping()) {
            try {
                boolean received = serve();
                failures = received ? 1 : Math.min(failures + 1, MOST_FAILURES);
                pause(reconnects.delay(failures, RandomGenerator.getDefault()), false);
            } catch (InterruptedException e) {
                LOG.debug("Receiver of {} was interrupted", source.name());
                return;
            }
        }
    }

    /** One session, until the source is gone or this stops. True if the source answered at least once. */
    private boolean serve() throws InterruptedException {
        boolean answered = false;
        try (Beats beats = new Beats("coral-hsm-progress-" + source.name());
                ActionSession session = source.connect(agent)) {
            try {
                while (!isStopping()) {
                    receiveOnce(session, beats);
                    answered = true;
                }
            } finally {
                lanes.recall(session, RECALL_LIMIT);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Source {} is gone; connecting again", source.name(), e);
        }
        return answered;
    }

    private void receiveOnce(ActionSession session, Beats beats) throws IOException, InterruptedException {
        synchronized (lock) {
            woken = false;
        }
        Demand demand = lanes.demand();
        if (demand.slots().isEmpty()) {
            pause(IDLE, true);
            return;
        }
        boolean refused = false;
        for (ActionItem item : receive(session, demand)) {
            if (!lanes.offer(new Assignment(session, beats, item))) {
                giveBack(session, item);
                refused = true;
            }
        }
        if (refused) {
            // A source that cannot choose would give the same out again at once, and for ever.
            TimeUnit.MILLISECONDS.sleep(AFTER_GIVING_BACK.toMillis());
        }
    }

    /** A request that was given up meanwhile cannot be given back: no reason to end the session and all that runs. */
    private void giveBack(ActionSession session, ActionItem item) {
        try {
            session.giveBack(item);
        } catch (IOException e) {
            LOG.info("{} of {} could not be given back: {}", item.cookie(), source.name(), e.getMessage());
        }
    }

    private List<ActionItem> receive(ActionSession session, Demand demand) throws IOException, InterruptedException {
        synchronized (lock) {
            if (woken || stopping) {
                return List.of();
            }
            receiving = true;
        }
        try {
            return session.receive(demand, WAIT);
        } catch (InterruptedException e) {
            // Only wake() interrupts: the demand is out of date, or this stops.
            return List.of();
        } finally {
            synchronized (lock) {
                receiving = false;
                boolean unused = Thread.interrupted();
            }
        }
    }

    private void pause(Duration time, boolean wakeable) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            long left = time.toMillis();
            while (!(woken && wakeable) && !stopping && left > 0) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        }
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }
}
