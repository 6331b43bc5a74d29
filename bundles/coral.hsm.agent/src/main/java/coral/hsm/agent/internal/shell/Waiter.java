// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.hsm.agent.internal.operation.FileLine;
import coral.hsm.agent.internal.operation.FileResult;
import coral.hsm.agent.internal.operation.Follower;
import coral.hsm.agent.internal.operation.Target;
import coral.hsm.agent.internal.operation.Unserved;
import coral.hsm.agent.internal.problem.HsmProblems;
import coral.hsm.filesystem.HsmRequests;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Waits for requests, the oldest first, and tells how each ended. Holds a bounded number of them. For one thread. */
final class Waiter implements Follower {
    private static final int MOST = 10_000;
    private static final int LOOKED_AT = 64;
    private static final Duration STEP = Duration.ofMillis(200);

    private final Context context;
    private final Report report;
    private final Duration limit;
    private final ProgressBar bar;
    private final long endNanos;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long ended;
    private long bytesEnded;
    private boolean told;

    private record Pending(Target target, HsmAction action, Cookie cookie) {
        HsmRequests requests() {
            return target.fileSystem().requests();
        }
    }

    /** @param json whether results go out as JSON, without a bar */
    Waiter(Context context, Report report, Duration limit, boolean json) {
        this.context = context;
        this.report = report;
        this.limit = limit;
        bar = new ProgressBar(context.invocation(), !json, System::nanoTime);
        endNanos = System.nanoTime() + limit.toNanos();
    }

    /** Takes a request in; waits for the oldest when there are too many. */
    @Override
    public void add(Target target, HsmAction action, Cookie cookie) throws InterruptedException {
        pending.add(new Pending(target, action, cookie));
        if (pending.size() > MOST) {
            awaitOldest();
        }
    }

    /** Waits for all. */
    @Override
    public void finish() throws InterruptedException {
        while (!pending.isEmpty()) {
            awaitOldest();
        }
        bar.finish(ended, bytesEnded);
    }

    private void awaitOldest() throws InterruptedException {
        Pending oldest = pending.element();
        try {
            Optional<HsmRequest> now;
            do {
                context.checkCancelled();
                Duration left = Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
                now = oldest.requests().await(oldest.cookie(), left.compareTo(STEP) < 0 ? left : STEP);
                now.filter(r -> r.status() == RequestStatus.WAITING).ifPresent(r -> tellOnce(oldest, r));
                draw();
            } while (now.isPresent() && !now.get().status().isFinal() && System.nanoTime() - endNanos < 0);
            pending.remove();
            ended(oldest, now);
        } catch (InterruptedException e) {
            bar.clear();
            context.invocation().err().println("hsm: no longer waiting; " + pending.size() + " requests may go on");
            throw e;
        }
    }

    /** Who waits for an archive that nobody serves would wait for ever, not knowing why. */
    private void tellOnce(Pending what, HsmRequest waiting) {
        if (told) {
            return;
        }
        told = true;
        Unserved.among(List.of(what.target().fileSystem()), context.agent().archives()).stream()
                .filter(unserved -> unserved.archiveId() == waiting.archiveId().number())
                .findFirst()
                .ifPresent(unserved -> {
                    bar.clear();
                    context.invocation().err().println("hsm: " + unserved);
                    context.invocation().err().flush();
                });
    }

    private void ended(Pending what, Optional<HsmRequest> now) {
        FileLine line = FileLine.of(what.target())
                .asked(what.action(), "waiting", what.cookie().toString());
        String action = what.action().name();
        String cookie = what.cookie().toString();
        if (now.isEmpty()) {
            failed(HsmProblems.forgotten(action, cookie), line);
            return;
        }
        HsmRequest request = now.get();
        line = line.with(request);
        if (request.status() == RequestStatus.SUCCEED) {
            ended++;
            bytesEnded += request.bytesDone();
            report.result(FileResult.good(line.asked(what.action(), "done", cookie), ""));
        } else if (request.status() == RequestStatus.FAILED) {
            Failure why = request.failure().orElse(Failure.of(Errno.EIO));
            failed(HsmProblems.failed(action, cookie, why), line.asked(what.action(), "failed", cookie));
        } else if (request.status() == RequestStatus.CANCELED) {
            failed(HsmProblems.canceled(action, cookie), line.asked(what.action(), "canceled", cookie));
        } else {
            failed(HsmProblems.stillGoing(action, cookie, limit), line);
        }
    }

    private void failed(Problem problem, FileLine line) {
        ended++;
        bar.clear();
        report.result(FileResult.bad(line, problem));
    }

    private void draw() {
        if (!bar.isDue()) {
            return;
        }
        long bytes = bytesEnded;
        long done = ended;
        int looked = 0;
        for (Pending one : pending) {
            if (looked++ == LOOKED_AT) {
                break;
            }
            Optional<HsmRequest> request = one.requests().request(one.cookie());
            bytes += request.map(HsmRequest::bytesDone).orElse(0L);
            done += request.map(r -> r.status().isFinal() ? 1L : 0L).orElse(1L);
        }
        bar.draw(done, ended + pending.size(), bytes);
    }
}
