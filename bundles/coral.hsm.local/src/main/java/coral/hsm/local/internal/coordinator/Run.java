// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.task.CancelToken;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActiveAction;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An action in an agent's hands: what all three kinds share. */
abstract class Run implements ActiveAction {
    private final Assignments assignments;
    private final Assignment assignment;
    private boolean over;
    private @Nullable Outcome ended;
    private Runnable whenOver = () -> {};

    Run(Assignments assignments, Assignment assignment) {
        this.assignments = assignments;
        this.assignment = assignment;
    }

    @Override
    public final ActionItem item() {
        return assignment.item();
    }

    @Override
    public final CancelToken cancelled() {
        return assignment.cancel();
    }

    @Override
    public final void progress(long bytesDone) throws IOException {
        assignments.progress(assignment, bytesDone);
    }

    @Override
    public final synchronized Outcome end(Outcome outcome) throws IOException {
        if (over) {
            if (ended == null) {
                throw new IOException("the end of " + item().cookie() + " could not be recorded");
            }
            return ended;
        }
        over = true;
        try {
            ended = owned(outcome);
            return ended;
        } finally {
            finish();
        }
    }

    /** Ends the run of an action that goes back: the file is left as it was, and nothing stays open. */
    final synchronized void giveUp() throws IOException {
        if (over) {
            return;
        }
        over = true;
        try {
            abandoned();
        } finally {
            finish();
        }
    }

    /** What is to be done once the run holds nothing any more. */
    final synchronized void whenOver(Runnable then) {
        whenOver = then;
    }

    private void finish() throws IOException {
        try {
            close();
        } finally {
            whenOver.run();
        }
    }

    private Outcome owned(Outcome outcome) throws IOException {
        if (!assignments.startEnding(assignment)) {
            abandoned();
            return new Outcome.Canceled();
        }
        try {
            return outcome instanceof Outcome.Done done ? succeeded(done) : fail(outcome);
        } catch (IOException e) {
            assignments.recorded(() -> {
                assignment.ending(false);
                return null;
            });
            assignments.takeBack(a -> a == assignment);
            throw e;
        }
    }

    // A refusal of the file system is an outcome; a failure of the journal is not, and goes to the agent.
    private Outcome succeeded(Outcome.Done done) throws IOException {
        try {
            return succeed(done);
        } catch (ErrnoException e) {
            return fail(failed(e));
        }
    }

    /** The mover has done it: makes it so, and durable. */
    abstract Outcome succeed(Outcome.Done done) throws IOException;

    /** The mover has not done it: leaves the file as it was, and returns what that changes in its entry. */
    abstract UnaryOperator<Entry> undone() throws IOException;

    /** The request is no more: leaves the file as it was. */
    abstract void abandoned() throws IOException;

    /** Gives up what is open. */
    abstract void close() throws IOException;

    /** Records that the request failed, or was given up by the agent. */
    final Outcome fail(Outcome outcome) throws IOException {
        UnaryOperator<Entry> change = undone();
        Instant now = context().clock().instant();
        UnaryOperator<HsmRequest> ended = outcome instanceof Outcome.Failed failed
                ? r -> Moves.failed(r, new Failure(failed.error(), failed.message()), now)
                : r -> Moves.to(r, RequestStatus.CANCELED, now);
        assignments.end(assignment, ended, change).await();
        return outcome;
    }

    /** Records success together with the file's new state. */
    final Outcome record(Outcome.Done done, UnaryOperator<Entry> change) throws IOException {
        Instant now = context().clock().instant();
        assignments
                .end(assignment, r -> Moves.done(r, done.bytes(), now), change)
                .await();
        return done;
    }

    final Context context() {
        return assignments.context();
    }

    final Entry entry() {
        return context().catalogue().entry(item().fid());
    }

    final Assignments assignments() {
        return assignments;
    }

    final Assignment assignment() {
        return assignment;
    }

    static Outcome.Failed failed(IOException e) {
        Errno errno = e instanceof ErrnoException x ? x.errno() : Errno.EIO;
        return new Outcome.Failed(errno, String.valueOf(e.getMessage()));
    }
}
