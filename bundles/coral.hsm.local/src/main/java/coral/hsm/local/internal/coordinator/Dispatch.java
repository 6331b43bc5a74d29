// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import coral.hsm.source.ActionItem;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what an agent gets: restores first, oldest first. The catalogue's lock guards it, but is given up while the
 * files are looked at, so that a device that hangs holds up nobody else.
 */
final class Dispatch {
    /** Data that one batch carries at most, but for its last item. */
    private static final long BATCH_DATA_BYTES = 4 << 20;

    private final Assignments assignments;
    private final Catalogue catalogue;
    private final Map<Cookie, Looked> looked = new HashMap<>();

    Dispatch(Assignments assignments) {
        this.assignments = assignments;
        this.catalogue = assignments.context().catalogue();
    }

    /** Items, and when they may be handed out. */
    record Batch(List<ActionItem> items, Journal.@Nullable Ticket ticket) {
        static final Batch NONE = new Batch(List.of(), null);

        List<ActionItem> durable() throws IOException {
            if (ticket != null) {
                ticket.await();
            }
            return items;
        }
    }

    /**
     * What the disk tells of a request's file.
     *
     * @param entry what was known of the file before; worth nothing once that has changed
     * @param status null when there is no such file
     * @param failure why the disk does not tell
     */
    private record Looked(
            HsmRequest request,
            Entry entry,
            @Nullable FileStatus status,
            @Nullable Errno failure) {}

    /**
     * Takes what fits the demand. Empty when nothing waits, or when the lock was given up to look at files: whoever
     * {@link Catalogue#await awaits} asks again then.
     */
    Optional<Batch> take(LocalSession session, Demand demand) {
        List<HsmRequest> candidates = candidates(demand);
        List<Looked> unknown = candidates.stream()
                .filter(r -> !isKnown(r))
                .map(r -> new Looked(r, catalogue.entry(r.fid()), null, null))
                .toList();
        if (unknown.isEmpty()) {
            try {
                return handOut(session, candidates);
            } finally {
                looked.clear();
            }
        }
        List<Looked> known =
                catalogue.unlocked(() -> unknown.stream().map(this::look).toList());
        known.forEach(l -> looked.put(l.request().cookie(), l));
        return Optional.empty();
    }

    private boolean isKnown(HsmRequest request) {
        Looked found = looked.get(request.cookie());
        return found != null && found.entry().equals(catalogue.entry(request.fid()));
    }

    private Looked look(Looked unknown) {
        try {
            Fid fid = unknown.request().fid();
            FileStatus status = assignments.context().volume().status(fid).orElse(null);
            return new Looked(unknown.request(), unknown.entry(), status, null);
        } catch (ErrnoException e) {
            return new Looked(unknown.request(), unknown.entry(), null, e.errno());
        }
    }

    private Optional<Batch> handOut(LocalSession session, List<HsmRequest> candidates) {
        List<ActionItem> items = new ArrayList<>();
        List<Delta> deltas = new ArrayList<>();
        long dataBytes = 0;
        for (HsmRequest request : candidates) {
            if (dataBytes >= BATCH_DATA_BYTES) {
                break;
            }
            start(request, items, deltas);
            dataBytes += request.data().length();
        }
        if (deltas.isEmpty()) {
            return Optional.empty();
        }
        try {
            Journal.Ticket ticket = catalogue.record(deltas);
            long now = assignments.context().nanos().getAsLong();
            items.forEach(i -> assignments.add(new Assignment(i, session, now)));
            return items.isEmpty() ? Optional.empty() : Optional.of(new Batch(items, ticket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<HsmRequest> candidates(Demand demand) {
        List<HsmRequest> candidates = new ArrayList<>();
        for (Map.Entry<ArchiveId, Demand.Slots> wanted : demand.slots().entrySet()) {
            Demand.Slots slots = wanted.getValue();
            List<HsmRequest> restores = catalogue.waiting(wanted.getKey(), true, slots.restores() + slots.any());
            candidates.addAll(restores);
            int left = slots.any() - Math.max(0, restores.size() - slots.restores());
            candidates.addAll(catalogue.waiting(wanted.getKey(), false, left));
        }
        return candidates;
    }

    private void start(HsmRequest request, List<ActionItem> items, List<Delta> deltas) {
        Instant now = assignments.context().clock().instant();
        Entry entry = catalogue.entry(request.fid());
        Looked file = Objects.requireNonNull(looked.get(request.cookie()));
        Optional<Errno> refusal = refusal(request, entry, file);
        if (refusal.isPresent()) {
            deltas.add(Delta.of(Moves.failed(request, Failure.of(refusal.get()), now)));
            return;
        }
        if (request.action() == HsmAction.REMOVE && entry.object() == null) {
            deltas.add(Delta.of(RemoveRun.without(entry), Moves.done(request, 0, now)));
            return;
        }
        HsmRequest started = Moves.to(request, RequestStatus.STARTED, now);
        HsmState handed = entry.state().with(Set.of(HsmFlag.EXISTS), Set.of()).in(request.archiveId());
        deltas.add(request.action() == HsmAction.ARCHIVE ? Delta.of(entry.with(handed), started) : Delta.of(started));
        items.add(new ActionItem(
                assignments.context().name(),
                request.cookie(),
                request.fid(),
                request.action(),
                request.archiveId(),
                Optional.ofNullable(entry.object()),
                request.data(),
                file.status() == null ? ActionItem.UNKNOWN : file.status().sizeBytes()));
    }

    private static Optional<Errno> refusal(HsmRequest request, Entry entry, Looked file) {
        if (file.failure() != null) {
            return Optional.of(file.failure());
        }
        if (file.status() == null && request.action() != HsmAction.REMOVE) {
            return Optional.of(Errno.ENOENT);
        }
        boolean busy = entry.phase().refusesRequests();
        HsmState state = entry.view(file.status());
        return busy || !Rules.compatible(request.action(), state, request.archiveId())
                ? Optional.of(busy ? Errno.EBUSY : Errno.EPERM)
                : Optional.empty();
    }
}
