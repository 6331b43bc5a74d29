// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.lustre.Fid;
import coral.core.problem.Problem;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.Submission;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands files to their file systems in orders of bounded size, and tells what became of each. For one thread. */
final class Submitter implements Target.Sink {
    private static final int ORDER_FILES = 1000;

    private final Context context;
    private final Report report;
    private final Wish wish;
    private final @Nullable Waiter waiter;
    // By FID, so that a file with several names is asked for once in an order.
    private final Map<HsmFileSystem, Map<Fid, Target>> collected = new HashMap<>();

    /** What is asked for each file. Immutable. */
    record Wish(HsmAction action, ArchiveId archive, Blob data, boolean dryRun) {}

    /** @param waiter waits for what is accepted; null not to wait */
    Submitter(Context context, Report report, Wish wish, @Nullable Waiter waiter) {
        this.context = context;
        this.report = report;
        this.wish = wish;
        this.waiter = waiter;
    }

    @Override
    public void file(Target target) throws InterruptedException {
        Map<Fid, Target> targets = collected.computeIfAbsent(target.fileSystem(), fresh -> new LinkedHashMap<>());
        targets.putIfAbsent(target.file().fid(), target);
        if (targets.size() >= ORDER_FILES) {
            submit(target.fileSystem(), targets);
        }
    }

    @Override
    public void failed(String shown, Problem problem) {
        report.problem(shown, problem, FileLine.of(shown));
    }

    @Override
    public void finish() throws InterruptedException {
        for (Map.Entry<HsmFileSystem, Map<Fid, Target>> entry : collected.entrySet()) {
            submit(entry.getKey(), entry.getValue());
        }
        if (waiter != null) {
            waiter.finish();
        }
    }

    private void submit(HsmFileSystem fileSystem, Map<Fid, Target> targets) throws InterruptedException {
        if (targets.isEmpty()) {
            return;
        }
        context.checkCancelled();
        List<Fid> fids = List.copyOf(targets.keySet());
        List<Target> inOrder = new ArrayList<>(targets.values());
        targets.clear();
        Order order = new Order(wish.action(), fids, wish.archive(), wish.data(), wish.dryRun());
        List<Submission> results = fileSystem.requests().submit(context.caller(), order);
        for (int i = 0; i < results.size(); i++) {
            tell(inOrder.get(i), results.get(i));
        }
    }

    private void tell(Target target, Submission result) throws InterruptedException {
        FileLine line = FileLine.of(target);
        if (result instanceof Submission.Refused refused) {
            report.problem(target.shown(), refused.problem(), line.asked(wish.action(), "refused", null));
        } else if (result instanceof Submission.Accepted accepted) {
            live(target, "accepted", accepted.cookie());
        } else if (result instanceof Submission.Joined joined) {
            live(target, "joined", joined.cookie());
        } else if (result instanceof Submission.Possible) {
            report.result(line.asked(wish.action(), "possible", null), target.shown() + ": would " + verb());
        } else {
            String text = wish.dryRun() ? target.shown() + ": nothing to " + verb() : "";
            report.result(line.asked(wish.action(), "not_needed", null), text);
        }
    }

    private void live(Target target, String became, Cookie cookie) throws InterruptedException {
        if (waiter != null) {
            waiter.add(target, wish.action(), cookie);
        } else {
            FileLine line = FileLine.of(target).asked(wish.action(), became, cookie.toString());
            // A live request that the dry run would join changes nothing either.
            report.result(line, wish.dryRun() ? target.shown() + ": nothing to " + verb() : "");
        }
    }

    private String verb() {
        return wish.action().name().toLowerCase(Locale.ROOT);
    }
}
