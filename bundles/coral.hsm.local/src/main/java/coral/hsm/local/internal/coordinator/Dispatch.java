// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.model.ArchiveId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses what an agent gets: restores first, oldest first. The catalogue's lock guards it. */
final class Dispatch {
    /** Data that one batch carries at most, but for its last item. */
    private static final long BATCH_DATA_BYTES = 4 << 20;

    private final Assignments assignments;
    private final Catalogue catalogue;

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

    /** Takes what fits the demand; empty when nothing waits. */
    Optional<Batch> take(LocalSession session, Demand demand) {
        List<ActionItem> items = new ArrayList<>();
        List<Delta> deltas = new ArrayList<>();
        long dataBytes = 0;
        for (HsmRequest request : candidates(demand)) {
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
        Optional<Errno> refusal = refusal(request, entry);
        if (refusal.isPresent()) {
            deltas.add(Delta.of(Moves.failed(request, refusal.get(), now)));
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
                request.data()));
    }

    private Optional<Errno> refusal(HsmRequest request, Entry entry) {
        try {
            Optional<FileStatus> status = assignments.context().volume().status(request.fid());
            if (status.isEmpty() && request.action() != HsmAction.REMOVE) {
                return Optional.of(Errno.ENOENT);
            }
            boolean busy = entry.phase().refusesRequests();
            HsmState state = entry.view(status.orElse(null));
            return busy || !Rules.compatible(request.action(), state, request.archiveId())
                    ? Optional.of(busy ? Errno.EBUSY : Errno.EPERM)
                    : Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(e.errno());
        }
    }
}
