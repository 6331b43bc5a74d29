// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.MoverType;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the archives' configuration: checks a change, prepares a new archive's place and records it, in an order in which
 * a crash leaves nothing half-done that a repeat of the same command would not finish. Safe for use by many threads.
 */
public final class ArchiveRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRegistry.class);

    private final ArchiveStore store;
    private final MoverTypes types;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    // Written under this object's lock, which a slow place may hold long: readers go without it. Null until first
    // needed, since the file is not read on the thread that starts the component.
    private volatile @Nullable Recorded recorded;

    private record Recorded(NavigableMap<ArchiveId, ArchiveEntry> entries, Optional<Problem> problem) {}

    /** Reads nothing yet. */
    public ArchiveRegistry(ArchiveStore store, MoverTypes types) {
        this.store = store;
        this.types = types;
    }

    /** Runs {@code listener} after each change that was recorded; it must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Why the recorded archives cannot be used; empty when they can. */
    public Optional<Problem> problem() {
        return loaded().problem();
    }

    /** All archives by id; none when they cannot be used. */
    public List<ArchiveEntry> entries() {
        return List.copyOf(loaded().entries().values());
    }

    /**
     * Adds an archive: its uuid is recorded first, then its place prepared, then the archive recorded as ready. A
     * repeat of the same call does nothing, or finishes what was cut short.
     *
     * @param dryRun only checks
     * @return false when it was there already, configured the same
     */
    public synchronized boolean add(ArchiveDraft draft, boolean dryRun) throws ProblemException {
        NavigableMap<ArchiveId, ArchiveEntry> now = usable();
        MoverType type = types.require(draft.type());
        ArchiveEntry former = now.get(draft.id());
        ArchiveConfig config = config(draft, former, type);
        if (former != null && former.prepared()) {
            if (!former.config().equals(config)) {
                throw ArchiveProblems.exists(
                                draft.id().toString(), former.config().type())
                        .exception();
            }
            return false;
        }
        check(type, config);
        if (!dryRun) {
            record(now, new ArchiveEntry(config, false));
            prepare(type, config, former);
            record(now, new ArchiveEntry(config, true));
            changed();
        }
        return true;
    }

    /**
     * Changes keys of an archive; those not named stay. Its place is not prepared anew: a place that moved has its mark
     * with it, and one without it is refused.
     *
     * @param threads workers; empty to leave them
     */
    public synchronized void set(ArchiveId id, OptionalInt threads, Map<String, String> options, boolean dryRun)
            throws ProblemException {
        NavigableMap<ArchiveId, ArchiveEntry> now = usable();
        ArchiveEntry former = require(now, id);
        Map<String, String> merged = new TreeMap<>(former.config().options());
        merged.putAll(options);
        ArchiveConfig was = former.config();
        ArchiveConfig config = new ArchiveConfig(id, was.type(), was.uuid(), threads.orElse(was.threads()), merged);
        MoverType type = types.require(was.type());
        check(type, config);
        if (!options.isEmpty()) {
            mustBeItsPlace(type, config);
        }
        if (!dryRun && !config.equals(was)) {
            record(now, former.withConfig(config));
            changed();
        }
    }

    /** Forgets an archive. Its place, and the copies in it, stay as they are. */
    public synchronized void remove(ArchiveId id, boolean dryRun) throws ProblemException {
        NavigableMap<ArchiveId, ArchiveEntry> now = usable();
        require(now, id);
        if (!dryRun) {
            NavigableMap<ArchiveId, ArchiveEntry> next = new TreeMap<>(now);
            next.remove(id);
            write(next);
            changed();
        }
    }

    private ArchiveConfig config(ArchiveDraft draft, @Nullable ArchiveEntry former, MoverType type)
            throws ProblemException {
        String uuid =
                former == null ? UUID.randomUUID().toString() : former.config().uuid();
        ArchiveConfig fresh = new ArchiveConfig(draft.id(), draft.type(), uuid, draft.threads(), draft.options());
        if (former != null || !draft.adopt()) {
            return fresh;
        }
        ArchiveOptions.check(type, fresh.options());
        String owner = type.owner(fresh)
                .orElseThrow(() ->
                        ArchiveProblems.nothingToAdopt(draft.id().toString()).exception());
        return new ArchiveConfig(draft.id(), draft.type(), owner, draft.threads(), draft.options());
    }

    /** A place that bears no mark of the archive, or another's, must not become its place by a slip of the pen. */
    private static void mustBeItsPlace(MoverType type, ArchiveConfig config) throws ProblemException {
        Optional<String> owner = type.owner(config);
        if (owner.isEmpty() || !owner.get().equals(config.uuid())) {
            throw ArchiveProblems.notItsPlace(config.id().toString()).exception();
        }
    }

    private static void check(MoverType type, ArchiveConfig config) throws ProblemException {
        ArchiveOptions.check(type, config.options());
        try {
            // Opening is how a type checks values; it needs no place that can be reached.
            type.open(config).close();
        } catch (RuntimeException e) {
            throw new ProblemException(ArchiveProblems.moverBroke(type.name(), e), e);
        }
    }

    private void prepare(MoverType type, ArchiveConfig config, @Nullable ArchiveEntry former) throws ProblemException {
        try {
            type.prepare(config);
        } catch (ProblemException e) {
            takeBack(config.id(), former);
            throw e;
        } catch (RuntimeException e) {
            takeBack(config.id(), former);
            throw new ProblemException(ArchiveProblems.moverBroke(type.name(), e), e);
        }
    }

    private void takeBack(ArchiveId id, @Nullable ArchiveEntry former) throws ProblemException {
        NavigableMap<ArchiveId, ArchiveEntry> next = new TreeMap<>(usable());
        next.remove(id);
        if (former != null) {
            next.put(id, former);
        }
        write(next);
    }

    private void record(NavigableMap<ArchiveId, ArchiveEntry> now, ArchiveEntry entry) throws ProblemException {
        NavigableMap<ArchiveId, ArchiveEntry> next = new TreeMap<>(now);
        next.put(entry.config().id(), entry);
        write(next);
    }

    private void write(NavigableMap<ArchiveId, ArchiveEntry> next) throws ProblemException {
        store.write(next.values());
        recorded = new Recorded(next, Optional.empty());
    }

    private static ArchiveEntry require(NavigableMap<ArchiveId, ArchiveEntry> now, ArchiveId id)
            throws ProblemException {
        ArchiveEntry entry = now.get(id);
        if (entry == null) {
            List<String> known = now.keySet().stream().map(ArchiveId::toString).toList();
            throw ArchiveProblems.noSuchArchive(id.toString(), known).exception();
        }
        return entry;
    }

    private NavigableMap<ArchiveId, ArchiveEntry> usable() throws ProblemException {
        Recorded now = loaded();
        if (now.problem().isPresent()) {
            throw now.problem().get().exception();
        }
        return now.entries();
    }

    private Recorded loaded() {
        Recorded now = recorded;
        return now != null ? now : load();
    }

    private synchronized Recorded load() {
        Recorded now = recorded;
        if (now == null) {
            try {
                now = new Recorded(store.read(), Optional.empty());
            } catch (ProblemException e) {
                LOG.error("No archive is served: {}", e.getMessage(), e);
                now = new Recorded(new TreeMap<>(), Optional.of(e.problem()));
            }
            recorded = now;
        }
        return now;
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
