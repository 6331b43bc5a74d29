// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import coral.hsm.source.ActionItem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who works on what. The catalogue's lock guards it; methods that record return without waiting for the device. */
final class Assignments {
    private final Context context;
    private final Map<Cookie, Assignment> byCookie = new HashMap<>();
    private final Map<Fid, RestoreRun> writers = new ConcurrentHashMap<>();

    Assignments(Context context) {
        this.context = context;
    }

    Context context() {
        return context;
    }

    void add(Assignment assignment) {
        byCookie.put(assignment.item().cookie(), assignment);
    }

    /** The assignment by which the session has this item. */
    Assignment of(LocalSession session, ActionItem item) throws IOException {
        return locked(() -> {
            Assignment found = byCookie.get(item.cookie());
            if (found == null || !found.belongsTo(session)) {
                throw lost(item);
            }
            return found;
        });
    }

    /** Notes that the agent lives, and what it has done. */
    void progress(Assignment assignment, long bytesDone) throws IOException {
        locked(() -> {
            HsmRequest request = owned(assignment);
            Instant now = context.clock().instant();
            assignment.heard(context.nanos().getAsLong());
            context.catalogue().note(Moves.progressed(request, bytesDone, now));
            return request;
        });
    }

    /** Says that the action begins, with a change of the file that must be durable first, if any. */
    Journal.@Nullable Ticket begin(Assignment assignment, @Nullable Entry entry) throws IOException {
        return recorded(() -> {
            owned(assignment);
            assignment.begin(context.nanos().getAsLong());
            return entry == null ? null : context.catalogue().record(Delta.of(entry));
        });
    }

    /** Keeps the action with its agent until it has ended. False when the request was cancelled. */
    boolean startEnding(Assignment assignment) throws IOException {
        return locked(() -> {
            if (!isOwned(assignment)) {
                Optional<HsmRequest> request =
                        context.catalogue().request(assignment.item().cookie());
                // Only a cancel lets the agent remove what it made: after any other end somebody else's copy may count.
                if (request.isPresent() && request.get().status() == RequestStatus.CANCELED) {
                    return false;
                }
                throw lost(assignment.item());
            }
            assignment.ending(true);
            return true;
        });
    }

    /** Ends an action that is its agent's, together with a change of the file, which may be none. */
    Journal.Ticket end(Assignment assignment, UnaryOperator<HsmRequest> ended, UnaryOperator<Entry> change)
            throws IOException {
        return locked(() -> {
            HsmRequest request = ended.apply(owned(assignment));
            Entry before = context.catalogue().entry(request.fid());
            Entry after = change.apply(before);
            Journal.Ticket ticket =
                    context.catalogue().record(after.equals(before) ? Delta.of(request) : Delta.of(after, request));
            byCookie.remove(request.cookie());
            return ticket;
        });
    }

    /** The request of an assignment that is its agent's. */
    HsmRequest owned(Assignment assignment) throws IOException {
        if (!isOwned(assignment)) {
            throw lost(assignment.item());
        }
        return context.catalogue().request(assignment.item().cookie()).orElseThrow(() -> lost(assignment.item()));
    }

    /** Takes a cancelled request from its agent; empty when it is not given out, false when it cannot be stopped. */
    Optional<Boolean> cancel(Cookie cookie) {
        Assignment assignment = byCookie.get(cookie);
        if (assignment == null) {
            return Optional.empty();
        }
        boolean removing = assignment.item().action() == HsmAction.REMOVE && assignment.begun();
        if (assignment.isEnding() || removing) {
            return Optional.of(false);
        }
        byCookie.remove(cookie);
        assignment.cancel().cancel();
        return Optional.of(true);
    }

    /** Takes back what was begun and is silent. */
    void expire(Duration silence) throws IOException {
        long now = context.nanos().getAsLong();
        takeBack(a -> a.isSilent(silence, now));
    }

    /** Makes matching assignments wait again, durably. */
    void takeBack(Predicate<Assignment> wanted) throws IOException {
        Journal.Ticket ticket = recorded(() -> {
            List<Delta> waiting = new ArrayList<>();
            List<Assignment> all = byCookie.values().stream()
                    .filter(wanted.and(a -> !a.isEnding()))
                    .toList();
            for (Assignment assignment : all) {
                HsmRequest request = owned(assignment);
                if (request.status() == RequestStatus.STARTED) {
                    waiting.add(Delta.of(Moves.again(request, context.clock().instant())));
                }
                byCookie.remove(request.cookie());
                assignment.cancel().cancel();
            }
            return waiting.isEmpty() ? null : context.catalogue().record(waiting);
        });
        if (ticket != null) {
            ticket.await();
        }
    }

    /** Makes this run the only one that may write to the file. */
    void takeOver(Fid fid, RestoreRun run) {
        RestoreRun before = writers.put(fid, run);
        if (before != null) {
            before.revoke();
        }
    }

    /** The run writes no more. */
    void leave(Fid fid, RestoreRun run) {
        writers.remove(fid, run);
    }

    /** Something that needs the lock. */
    interface Locked<T> {
        T run() throws IOException;
    }

    /** Something that needs the lock and may have recorded something. */
    interface Recording {
        Journal.@Nullable Ticket run() throws IOException;
    }

    <T> T locked(Locked<T> body) throws IOException {
        context.catalogue().lock().lock();
        try {
            return body.run();
        } finally {
            context.catalogue().lock().unlock();
        }
    }

    Journal.@Nullable Ticket recorded(Recording body) throws IOException {
        context.catalogue().lock().lock();
        try {
            return body.run();
        } finally {
            context.catalogue().lock().unlock();
        }
    }

    private boolean isOwned(Assignment assignment) {
        return byCookie.get(assignment.item().cookie()) == assignment;
    }

    private static ErrnoException lost(ActionItem item) {
        return new ErrnoException("use action", item.cookie() + " of " + item.fid(), Errno.ECANCELED.number());
    }
}
