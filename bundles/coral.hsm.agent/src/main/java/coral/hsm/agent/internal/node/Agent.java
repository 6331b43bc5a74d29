// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import coral.core.problem.Problem;
import coral.core.task.Backoff;
import coral.core.task.Workers;
import coral.hsm.agent.internal.archive.ArchiveEntry;
import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.lane.Lane;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.agent.internal.lane.Tally;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.MoverType;
import coral.hsm.source.ActionSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings sources, archives and mover types together: a lane for each archive whose type is here, a receiver for each
 * source. All that comes and goes is worked off in order by one thread. Safe for use by many threads.
 */
public final class Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_PENDING = 10_000;

    private final String name;
    private final ArchiveRegistry registry;
    private final MoverTypes types;
    private final Function<Runnable, LaneTerms> terms;
    private final Map<ArchiveId, Tally> tallies = new ConcurrentHashMap<>();
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    private final Lanes lanes = new Lanes(receivers::size);
    private final ExecutorService control = Workers.pool("coral-hsm-control", 1, MOST_PENDING);
    private volatile boolean stopping;

    /**
     * Starts nothing yet.
     *
     * @param name the agent's name, unique in the cluster
     * @param terms how lanes work, given what to run when a lane can take more
     */
    public Agent(String name, ArchiveRegistry registry, MoverTypes types, Function<Runnable, LaneTerms> terms) {
        this.name = name;
        this.registry = registry;
        this.types = types;
        this.terms = terms;
    }

    /** Begins to serve the archives that are recorded. */
    public void start() {
        registry.listen(this::reconcileSoon);
        reconcileSoon();
    }

    /** The archives' configuration. */
    public ArchiveRegistry registry() {
        return registry;
    }

    /** The mover types that are here. */
    public MoverTypes types() {
        return types;
    }

    /** A mover type has come: its archives are served. */
    public void add(MoverType type) {
        types.add(type);
        reconcileSoon();
    }

    /** A mover type goes: waits, at most 10 s, until its movers are closed. */
    public void remove(MoverType type) {
        types.remove(type);
        await(this::reconcile);
    }

    /** A source has come: its actions are taken. */
    public void add(ActionSource source) {
        Receiver receiver =
                new Receiver(source, name, lanes, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), 1));
        receivers.add(receiver);
        receiver.start();
    }

    /** A source goes: waits, at most 10 s, until its session is closed. */
    public void remove(ActionSource source) {
        List<Receiver> going =
                receivers.stream().filter(r -> r.source() == source).toList();
        receivers.removeAll(going);
        going.forEach(Receiver::beginStop);
        going.forEach(r -> r.awaitStop(STOP_LIMIT));
    }

    /** How each recorded archive fares, by id. */
    public List<ArchiveStatus> archives() {
        return registry.entries().stream().map(this::status).toList();
    }

    /** Stops within 10 s or little more: no new work, what runs is given back, sessions and movers are closed. */
    public void stop() {
        stopping = true;
        receivers.forEach(Receiver::beginStop);
        Map<ArchiveId, Lane> going = lanes.all();
        going.values().forEach(Lane::beginStop);
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        receivers.forEach(r -> r.awaitStop(until(end)));
        if (!Workers.stop(control, until(end))) {
            LOG.warn("The agent's control thread still ran after its stop");
        }
        lanes.all().values().forEach(Lane::beginStop);
        lanes.all().values().forEach(lane -> lane.awaitStop(until(end)));
    }

    private static Duration until(long endNanos) {
        return Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
    }

    private ArchiveStatus status(ArchiveEntry entry) {
        ArchiveConfig config = entry.config();
        Optional<Lane> lane = lanes.find(config.id());
        return new ArchiveStatus(
                config,
                lane.map(Lane::offline).orElseGet(() -> Optional.of(unserved(entry))),
                lane.map(Lane::queued).orElse(0),
                tally(config.id()).counts(),
                tally(config.id()).meter());
    }

    private Problem unserved(ArchiveEntry entry) {
        if (!entry.prepared()) {
            return ArchiveProblems.notPrepared(entry.config().id().toString());
        }
        return types.find(entry.config().type()).isPresent()
                ? ArchiveProblems.opening()
                : ArchiveProblems.noMover(entry.config().type());
    }

    private Tally tally(ArchiveId id) {
        return tallies.computeIfAbsent(id, fresh -> new Tally());
    }

    private void reconcileSoon() {
        try {
            control.execute(this::reconcile);
        } catch (RejectedExecutionException e) {
            LOG.debug("The agent stops and takes no change any more", e);
        }
    }

    private void await(Runnable change) {
        try {
            control.submit(change).get(STOP_LIMIT.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The movers of a type that goes are not closed after {}", STOP_LIMIT);
        } catch (ExecutionException | RejectedExecutionException e) {
            LOG.debug("The agent stops and takes no change any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the lanes what they should be; on the control thread alone. */
    private void reconcile() {
        try {
            List<ArchiveEntry> wanted =
                    registry.entries().stream().filter(ArchiveEntry::prepared).toList();
            end(lanes.all().entrySet().stream()
                    .filter(e -> wanted.stream().noneMatch(w -> serves(e.getValue(), w)))
                    .toList());
            wanted.forEach(entry -> types.find(entry.config().type()).ifPresent(type -> begin(entry.config(), type)));
        } catch (RuntimeException e) {
            LOG.error("The archives could not all be served", e);
        }
    }

    private boolean serves(Lane lane, ArchiveEntry entry) {
        return types.find(entry.config().type())
                .filter(type -> lane.serves(entry.config(), type))
                .isPresent();
    }

    private void begin(ArchiveConfig config, MoverType type) {
        if (stopping || lanes.find(config.id()).isPresent()) {
            return;
        }
        Lane lane = new Lane(config, type, terms.apply(this::wakeReceivers), tally(config.id()));
        lanes.put(config.id(), lane);
        lane.start();
    }

    private void end(List<Map.Entry<ArchiveId, Lane>> going) {
        List<Map.Entry<ArchiveId, Lane>> all = new ArrayList<>(going);
        all.forEach(e -> e.getValue().beginStop());
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        all.forEach(e -> {
            e.getValue().awaitStop(until(end));
            lanes.remove(e.getKey());
        });
    }

    private void wakeReceivers() {
        receivers.forEach(Receiver::wake);
    }
}
