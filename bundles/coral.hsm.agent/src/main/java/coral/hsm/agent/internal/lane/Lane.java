// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.task.Workers;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.HealthProbe;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverType;
import coral.hsm.source.ActionSession;
import coral.hsm.source.Demand;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One archive at work: its mover, its queue, its workers, and a thread of its own that opens the mover and looks whether
 * the archive can be used, so that an archive that hangs holds up no other; a second thread watches that one. Safe for
 * use by many threads.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final ArchiveConfig config;
    private final MoverType type;
    private final LaneTerms terms;
    private final Tally tally;
    private final int small;
    private final LaneQueue queue;
    private final ScheduledExecutorService keeper;
    private final ScheduledExecutorService watchdog;
    private final ExecutorService workers;
    private final ExecutorService helpers;
    private final Set<ActionRun> running = ConcurrentHashMap.newKeySet();
    private volatile Optional<Problem> offline = Optional.of(ArchiveProblems.opening());
    private volatile @Nullable Mover mover;
    private volatile boolean stopping;
    private boolean looking;
    private long lookedAtNanos;

    /** Starts nothing yet. */
    public Lane(ArchiveConfig config, MoverType type, LaneTerms terms, Tally tally) {
        this.config = config;
        this.type = type;
        this.terms = terms;
        this.tally = tally;
        small = terms.smallWorkers().applyAsInt(config.threads());
        queue = new LaneQueue(config.threads(), small);
        keeper = Workers.timer("coral-hsm-keeper-" + config.id());
        watchdog = Workers.timer("coral-hsm-watchdog-" + config.id());
        workers = Workers.pool("coral-hsm-mover-" + config.id(), config.threads(), config.threads());
        helpers = Workers.onDemand("coral-hsm-small-" + config.id(), Math.max(1, small));
    }

    /** Opens the mover and begins to take actions, on threads of its own. */
    public void start() {
        Future<?> unused = keeper.scheduleWithFixedDelay(
                this::look, 0, terms.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
        long watchMillis = Math.max(1, terms.lookLimit().toMillis() / 10);
        Future<?> unusedToo =
                watchdog.scheduleWithFixedDelay(this::watch, watchMillis, watchMillis, TimeUnit.MILLISECONDS);
    }

    /** Whether it serves this configuration by this type. */
    public boolean serves(ArchiveConfig otherConfig, MoverType otherType) {
        return config.equals(otherConfig) && type == otherType;
    }

    /** Why it takes no work; empty when it does. */
    public Optional<Problem> offline() {
        return offline;
    }

    /** Actions that wait for a worker. */
    public int queued() {
        return queue.waiting();
    }

    /**
     * What it could take now; empty when nothing.
     *
     * @param sources among how many sources its places are shared
     */
    public Optional<Demand.Slots> demand(int sources) {
        if (stopping || offline.isPresent()) {
            return Optional.empty();
        }
        Demand.Slots free = queue.free();
        if (free.any() + free.restores() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Demand.Slots(free.restores(), (free.any() + sources - 1) / sources));
    }

    /** Takes an action in. False when it cannot; the caller gives it back then. */
    public synchronized boolean offer(Assignment assignment) {
        boolean taken = !stopping && offline.isEmpty() && queue.offer(assignment);
        if (taken && small > 0 && assignment.isSmall()) {
            help();
        }
        return taken;
    }

    /** Has one more worker look for small files, if there may be one more. */
    private void help() {
        try {
            helpers.execute(this::workSmall);
        } catch (RejectedExecutionException e) {
            LOG.trace("Archive {}: all workers for small files are busy, and go on until none waits", config.id());
        }
    }

    /** Sends back all actions of a session that ends; those that run follow as soon as the mover lets go of them. */
    public void recall(ActionSession session) {
        queue.drain(a -> a.session() == session).forEach(ActionRun::giveBack);
        running.stream().filter(run -> run.assignment().session() == session).forEach(ActionRun::giveBack);
    }

    /** Whether an action of the session still runs. */
    public boolean isBusyFor(ActionSession session) {
        return running.stream().anyMatch(run -> run.assignment().session() == session);
    }

    /** First half of a stop: takes no more, gives back what waits, stops what runs. Does not wait. */
    public void beginStop() {
        synchronized (this) {
            stopping = true;
        }
        queue.drain(a -> true).forEach(ActionRun::giveBack);
        running.forEach(ActionRun::giveBack);
        workers.shutdownNow();
        helpers.shutdownNow();
    }

    /** Second half: waits until nothing runs, at most {@code limit}, then closes the mover. */
    public void awaitStop(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean stopped = Workers.stop(workers, limit);
        if (!Workers.stop(helpers, Duration.ofNanos(Math.max(1, end - System.nanoTime()))) || !stopped) {
            LOG.warn("Archive {}: actions still run {} after their stop: {}", config.id(), limit, running.size());
        }
        if (!Workers.stop(watchdog, terms.keeperLimit())) {
            LOG.warn("Archive {}: its watchdog did not stop", config.id());
        }
        if (!Workers.stop(keeper, terms.keeperLimit())) {
            LOG.warn("Archive {}: its mover still opens or probes after its stop", config.id());
        }
        closeMover();
    }

    private void work() {
        while (!stopping) {
            Assignment assignment;
            try {
                assignment = queue.take();
            } catch (InterruptedException e) {
                return;
            }
            try {
                attempt(assignment);
            } finally {
                queue.ended(assignment);
            }
        }
    }

    private void workSmall() {
        Optional<Assignment> next = queue.pollSmall();
        while (next.isPresent()) {
            attempt(next.get());
            next = queue.pollSmall();
        }
    }

    private void attempt(Assignment assignment) {
        try {
            wakeIfHungry();
            run(assignment);
        } catch (Throwable e) { // Also errors: a broken source must cost an action, not the worker.
            LOG.error("{} broke off; its source gives it out again", assignment, e);
        }
    }

    private void run(Assignment assignment) {
        Mover open = mover;
        if (open == null) {
            ActionRun.giveBack(assignment);
            return;
        }
        ActionRun run = new ActionRun(new RunSetup(open, terms.retries(), this::lookNow, tally), assignment);
        running.add(run);
        try {
            if (stopping) {
                run.giveBack();
            }
            run.run();
        } finally {
            running.remove(run);
        }
    }

    private void wakeIfHungry() {
        if (queue.hungry()) {
            terms.changed().run();
        }
    }

    /** One look at the archive; never throws, since that would end the schedule. */
    private void look() {
        synchronized (this) {
            looking = true;
            lookedAtNanos = System.nanoTime();
        }
        try {
            Mover open = mover == null ? open() : mover;
            become(open instanceof HealthProbe probe ? probe.offline() : Optional.empty());
        } catch (ProblemException e) {
            become(Optional.of(e.problem()));
        } catch (RuntimeException e) {
            LOG.error("Archive {}: its mover broke when it was opened or probed", config.id(), e);
            become(Optional.of(ArchiveProblems.moverBroke(config.type(), e)));
        }
    }

    private Mover open() throws ProblemException {
        Mover opened = type.open(config);
        synchronized (this) {
            if (!stopping) {
                mover = opened;
                for (int i = 0; i < config.threads(); i++) {
                    workers.execute(this::work);
                }
                return opened;
            }
        }
        // The stop may have given up waiting for this, and nobody else knows of the mover.
        opened.close();
        throw ArchiveProblems.opening().exception();
    }

    private void become(Optional<Problem> now) {
        Optional<Problem> before;
        synchronized (this) {
            looking = false;
            before = offline;
            offline = now;
        }
        follow(before, now);
    }

    /** Does not wait for a look that hangs: the archive is offline until the look ends. */
    private void watch() {
        Optional<Problem> before;
        Optional<Problem> silent =
                Optional.of(ArchiveProblems.silent(config.id().toString(), terms.lookLimit()));
        synchronized (this) {
            if (!looking
                    || System.nanoTime() - lookedAtNanos < terms.lookLimit().toNanos()) {
                return;
            }
            before = offline;
            offline = silent;
        }
        try {
            follow(before, silent);
        } catch (RuntimeException e) { // It would end the watch.
            LOG.error("Archive {}: giving back what waits", config.id(), e);
        }
    }

    private void follow(Optional<Problem> before, Optional<Problem> now) {
        if (now.isPresent()) {
            queue.drain(a -> true).forEach(ActionRun::giveBack);
        }
        if (!before.equals(now)) {
            LOG.info(
                    "Archive {} is {}",
                    config.id(),
                    now.map(p -> "offline: " + p.text()).orElse("online"));
            terms.changed().run();
        }
    }

    /** Looks at once, for a worker; an archive that does not answer counts as offline. */
    private Optional<Problem> lookNow() {
        try {
            Future<?> look = keeper.submit(this::look);
            try {
                look.get(terms.lookLimit().toMillis(), TimeUnit.MILLISECONDS);
                return offline;
            } finally {
                // Those behind a look that hangs must not pile up.
                look.cancel(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            return Optional.of(ArchiveProblems.silent(config.id().toString(), terms.lookLimit()));
        } catch (ExecutionException | RejectedExecutionException e) {
            LOG.debug("Archive {} is not looked at any more", config.id(), e);
        }
        return Optional.empty();
    }

    private void closeMover() {
        Mover open = mover;
        mover = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (RuntimeException e) {
            LOG.warn("Archive {}: its mover did not close well", config.id(), e);
        }
    }
}
