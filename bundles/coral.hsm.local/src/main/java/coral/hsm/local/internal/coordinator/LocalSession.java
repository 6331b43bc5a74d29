// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Errno;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActiveAction;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One agent's registration at one file system. */
final class LocalSession implements ActionSession {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSession.class);

    private final Assignments assignments;
    private final Dispatch dispatch;
    private final Map<Cookie, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    LocalSession(Assignments assignments) {
        this.assignments = assignments;
        this.dispatch = new Dispatch(assignments);
    }

    @Override
    public List<ActionItem> receive(Demand demand, Duration wait) throws IOException, InterruptedException {
        try {
            Dispatch.Batch batch = assignments
                    .context()
                    .catalogue()
                    .await(() -> closed ? Optional.of(Dispatch.Batch.NONE) : dispatch.take(this, demand), wait)
                    .orElse(Dispatch.Batch.NONE);
            if (closed) {
                throw new IOException("the session is closed");
            }
            return batch.durable();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public ActiveAction begin(ActionItem item) throws IOException {
        Run run = run(assignments.of(this, item));
        runs.put(item.cookie(), run);
        run.whenOver(() -> runs.remove(item.cookie(), run));
        return run;
    }

    private Run run(Assignment assignment) throws IOException {
        return switch (assignment.item().action()) {
            case ARCHIVE -> ArchiveRun.begin(assignments, assignment);
            case RESTORE -> RestoreRun.begin(assignments, assignment);
            case REMOVE -> RemoveRun.begin(assignments, assignment);
            case CANCEL -> throw new IllegalArgumentException("no agent gets a CANCEL");
        };
    }

    @Override
    public void refuse(ActionItem item, Errno error, String why) throws IOException {
        LOG.warn("{} {} of {}: {}", item.action(), item.cookie(), item.fid(), why);
        Optional<HsmRequest> request = assignments.context().catalogue().request(item.cookie());
        if (request.isEmpty() || request.get().status().isFinal()) {
            return;
        }
        Assignment assignment = assignments.of(this, item);
        Instant now = assignments.context().clock().instant();
        assignments
                .end(
                        assignment,
                        r -> Moves.failed(r, new Failure(error, why), now),
                        e -> item.action() == HsmAction.ARCHIVE ? doubted(e) : e)
                .await();
    }

    // A copy that was good may have suffered from the failed attempt: Lustre marks such a file dirty as well.
    private static Entry doubted(Entry entry) {
        return entry.state().has(HsmFlag.ARCHIVED) && entry.phase() == Phase.NONE
                ? entry.with(entry.state().with(Set.of(HsmFlag.EXISTS, HsmFlag.DIRTY), Set.of()))
                : entry;
    }

    @Override
    public void giveBack(ActionItem item) throws IOException {
        Run run = runs.remove(item.cookie());
        try {
            // Before somebody else gets it; also when it is another's by now, since the file must not stay open.
            if (run != null) {
                run.giveUp();
            }
        } finally {
            Assignment given = assignments.of(this, item);
            assignments.takeBack(a -> a == given);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            assignments.takeBack(a -> a.belongsTo(this));
        } catch (IOException e) {
            LOG.warn(
                    "what the agent had of {} waits for the next start",
                    assignments.context().name(),
                    e);
        }
        assignments.context().catalogue().wake();
    }
}
