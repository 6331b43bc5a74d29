// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.caller.Caller;
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
public final class Submitter implements Target.Sink {
    private static final int ORDER_FILES = 1000;

    private final Caller caller;
    private final Wish wish;
    private final FileResult.Sink results;
    private final @Nullable Follower follower;
    // By FID, so that a file with several names is asked for once in an order.
    private final Map<HsmFileSystem, Map<Fid, Target>> collected = new HashMap<>();

    /** What is asked for each file. Immutable. */
    public record Wish(HsmAction action, ArchiveId archive, Blob data, boolean dryRun) {}

    /** @param follower takes what is accepted; null to tell that it is */
    public Submitter(Caller caller, Wish wish, FileResult.Sink results, @Nullable Follower follower) {
        this.caller = caller;
        this.wish = wish;
        this.results = results;
        this.follower = follower;
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
        results.result(FileResult.bad(FileLine.of(shown), problem));
    }

    @Override
    public void finish() throws InterruptedException {
        for (Map.Entry<HsmFileSystem, Map<Fid, Target>> entry : collected.entrySet()) {
            submit(entry.getKey(), entry.getValue());
        }
        if (follower != null) {
            follower.finish();
        }
    }

    private void submit(HsmFileSystem fileSystem, Map<Fid, Target> targets) throws InterruptedException {
        if (targets.isEmpty()) {
            return;
        }
        List<Fid> fids = List.copyOf(targets.keySet());
        List<Target> inOrder = new ArrayList<>(targets.values());
        targets.clear();
        Order order = new Order(wish.action(), fids, wish.archive(), wish.data(), wish.dryRun());
        List<Submission> results = fileSystem.requests().submit(caller, order);
        for (int i = 0; i < results.size(); i++) {
            tell(inOrder.get(i), results.get(i));
        }
    }

    private void tell(Target target, Submission result) throws InterruptedException {
        FileLine line = FileLine.of(target);
        if (result instanceof Submission.Refused refused) {
            results.result(FileResult.bad(line.asked(wish.action(), "refused", null), refused.problem()));
        } else if (result instanceof Submission.Accepted accepted) {
            live(target, "accepted", accepted.cookie());
        } else if (result instanceof Submission.Joined joined) {
            live(target, "joined", joined.cookie());
        } else if (result instanceof Submission.Possible) {
            results.result(
                    FileResult.good(line.asked(wish.action(), "possible", null), target.shown() + ": would " + verb()));
        } else {
            String text = wish.dryRun() ? target.shown() + ": nothing to " + verb() : "";
            results.result(FileResult.good(line.asked(wish.action(), "not_needed", null), text));
        }
    }

    private void live(Target target, String became, Cookie cookie) throws InterruptedException {
        if (follower != null) {
            follower.add(target, wish.action(), cookie);
        } else {
            FileLine line = FileLine.of(target).asked(wish.action(), became, cookie.toString());
            // A live request that the dry run would join changes nothing either.
            results.result(FileResult.good(line, wish.dryRun() ? target.shown() + ": nothing to " + verb() : ""));
        }
    }

    private String verb() {
        return wish.action().name().toLowerCase(Locale.ROOT);
    }
}
