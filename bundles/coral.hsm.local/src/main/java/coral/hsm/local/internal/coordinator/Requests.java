// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.store.Journal;
import coral.hsm.filesystem.HsmRequests;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.Submission;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The coordinator as people see it. */
final class Requests implements HsmRequests {
    private static final int MOST_DATA_BYTES = 64 << 10;
    private static final int MOST_LISTED = 10_000;
    private static final int AT_ONCE = 256;

    private final Context context;
    private final Catalogue catalogue;
    private final Assignments assignments;

    Requests(Assignments assignments) {
        this.assignments = assignments;
        this.context = assignments.context();
        this.catalogue = context.catalogue();
    }

    @Override
    public List<Submission> submit(Caller caller, Order order) {
        List<Submission> results = new ArrayList<>();
        List<Integer> recorded = new ArrayList<>();
        Journal.@Nullable Ticket last = null;
        for (int start = 0; start < order.files().size(); start += AT_ONCE) {
            List<Fid> some = order.files().subList(start, Math.min(order.files().size(), start + AT_ONCE));
            List<Looked> looked =
                    some.stream().map(f -> look(f, order.action())).toList();
            try {
                Journal.Ticket ticket = decide(caller, order, looked, results, recorded);
                last = ticket == null ? last : ticket;
            } catch (IOException e) {
                looked.stream().skip(results.size() - (long) start).forEach(l -> results.add(failed(l.fid(), e)));
            }
        }
        return settled(results, recorded, last, order);
    }

    @Override
    public Optional<HsmRequest> request(Cookie cookie) {
        return catalogue.request(cookie);
    }

    @Override
    public Optional<HsmRequest> current(Fid fid) {
        return catalogue.live(fid);
    }

    @Override
    public List<HsmRequest> list(Cookie from, boolean finalToo, int limit) {
        return catalogue.list(from, finalToo, Math.max(1, Math.min(limit, MOST_LISTED)));
    }

    @Override
    public Counts counts() {
        return catalogue.counts();
    }

    @Override
    public Optional<HsmRequest> await(Cookie cookie, Duration limit) throws InterruptedException {
        catalogue.await(
                () -> {
                    Optional<HsmRequest> request = catalogue.request(cookie);
                    boolean over = request.isEmpty() || request.get().status().isFinal();
                    return over ? Optional.of(true) : Optional.empty();
                },
                limit);
        return catalogue.request(cookie);
    }

    /** What the disk tells of a file, looked up before the lock is taken. */
    private record Looked(
            Fid fid,
            @Nullable FileStatus status,
            boolean conflict,
            @Nullable Problem problem) {}

    private Looked look(Fid fid, HsmAction action) {
        try {
            Optional<FileStatus> status = context.volume().status(fid);
            if (status.isEmpty()) {
                return new Looked(fid, null, false, null);
            }
            return new Looked(fid, status.get(), action == HsmAction.RESTORE && conflicts(fid), null);
        } catch (IOException e) {
            return new Looked(fid, null, false, Problems.failed(fid, e).problem());
        }
    }

    private boolean conflicts(Fid fid) throws IOException {
        Entry entry = catalogue.entry(fid);
        Stub stub = entry.stub();
        if (stub == null || entry.phase() != Phase.NONE || !entry.released()) {
            return false;
        }
        try (OpenFile file = context.volume().open(fid, Access.READ)) {
            // Its state is looked at again: a restore that began meanwhile writes data of its own.
            return RestoreRun.conflicts(file, stub) && catalogue.entry(fid).equals(entry);
        }
    }

    private Journal.@Nullable Ticket decide(
            Caller caller, Order order, List<Looked> looked, List<Submission> results, List<Integer> recorded)
            throws IOException {
        return assignments.recorded(() -> {
            Journal.@Nullable Ticket last = null;
            for (Looked file : looked) {
                Decision decision = decide(caller, order, file);
                if (decision.delta() != null) {
                    last = catalogue.record(decision.delta());
                    recorded.add(results.size());
                }
                results.add(decision.result());
            }
            return last;
        });
    }

    private record Decision(Submission result, @Nullable Delta delta) {
        static Decision refused(Problem problem) {
            return new Decision(new Submission.Refused(problem), null);
        }
    }

    private Decision decide(Caller caller, Order order, Looked file) {
        if (!caller.isRoot() && order.action() != HsmAction.RESTORE) {
            return Decision.refused(Problems.notAllowed(order.action()));
        }
        // Data tells a mover what to do, even which object to take; it is not for everybody to say.
        if (!caller.isRoot() && order.data().length() > 0) {
            return Decision.refused(Problems.dataNotAllowed());
        }
        if (order.data().length() > MOST_DATA_BYTES) {
            return Decision.refused(Problems.tooLong(order.data().length(), MOST_DATA_BYTES));
        }
        Optional<HsmRequest> live = catalogue.live(file.fid());
        if (order.action() == HsmAction.CANCEL) {
            return live.map(r -> cancel(r, order)).orElse(new Decision(new Submission.NotNeeded(), null));
        }
        return live.map(r -> beside(r, order)).orElseGet(() -> create(order, file));
    }

    private Decision cancel(HsmRequest live, Order order) {
        if (order.dryRun()) {
            return new Decision(new Submission.Possible(), null);
        }
        if (live.status() == RequestStatus.STARTED
                && !assignments.cancel(live.cookie()).orElse(true)) {
            return Decision.refused(Problems.busy(live));
        }
        HsmRequest canceled =
                Moves.to(live, RequestStatus.CANCELED, context.clock().instant());
        return new Decision(new Submission.Accepted(live.cookie()), Delta.of(canceled));
    }

    private static Decision beside(HsmRequest live, Order order) {
        boolean same = live.action() == order.action()
                && (order.archiveId().number() == 0 || order.archiveId().equals(live.archiveId()));
        return same ? new Decision(new Submission.Joined(live.cookie()), null) : Decision.refused(Problems.busy(live));
    }

    private Decision create(Order order, Looked file) {
        Entry entry = catalogue.entry(file.fid());
        HsmState state = entry.view(file.status());
        Optional<Problem> problem = problem(order, file, entry, state);
        if (problem.isPresent()) {
            return Decision.refused(problem.get());
        }
        if (!Rules.needed(order.action(), state)) {
            return new Decision(new Submission.NotNeeded(), null);
        }
        if (!Rules.compatible(order.action(), state, order.archiveId())) {
            return Decision.refused(Problems.notPossible(order.action(), file.fid(), state));
        }
        if (order.dryRun()) {
            return new Decision(new Submission.Possible(), null);
        }
        if (!catalogue.hasRoom(order.data().length())) {
            return Decision.refused(Problems.full(context.name()));
        }
        Instant now = context.clock().instant();
        HsmRequest request = new HsmRequest(
                catalogue.takeCookie(),
                file.fid(),
                order.action(),
                Rules.target(order.archiveId(), state),
                RequestStatus.WAITING,
                now,
                now,
                0,
                Optional.empty(),
                order.data());
        return new Decision(new Submission.Accepted(request.cookie()), Delta.of(request));
    }

    private static Optional<Problem> problem(Order order, Looked file, Entry entry, HsmState state) {
        if (file.problem() != null) {
            return Optional.of(file.problem());
        }
        if (file.status() == null && !(order.action() == HsmAction.REMOVE && Rules.needed(order.action(), state))) {
            return Optional.of(Problems.noSuchFile(file.fid()));
        }
        // RESTORING without a request is what a failed restore left; the next one cleans up.
        if (entry.phase().refusesRequests()) {
            return Optional.of(Problems.inWork(file.fid()));
        }
        return file.conflict() ? Optional.of(Problems.conflict(file.fid())) : Optional.empty();
    }

    private static Submission failed(Fid fid, IOException e) {
        ProblemException problem = Problems.failed(fid, e);
        return new Submission.Refused(problem.problem());
    }

    private static List<Submission> settled(
            List<Submission> results, List<Integer> recorded, Journal.@Nullable Ticket last, Order order) {
        if (last != null) {
            try {
                last.await();
            } catch (IOException e) {
                recorded.forEach(i -> results.set(i, failed(order.files().get(i), e)));
            }
        }
        return List.copyOf(results);
    }
}
