// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.hsm.model.HsmAction;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActiveAction;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One action from begin to end, on a worker's thread. Every action ends, is refused or goes back
 * to its source; where that itself fails, the source gives it out again.
 */
final class ActionRun implements Beats.Beat {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRun.class);
    // Errors by which a place that is gone shows itself, besides errors that are the file's own.
    private static final Set<Errno> OF_PLACE = EnumSet.of(
            Errno.EIO,
            Errno.ENOENT,
            Errno.ENXIO,
            Errno.ENODEV,
            Errno.ENOTDIR,
            Errno.ESTALE,
            Errno.EROFS,
            Errno.ESHUTDOWN,
            Errno.ETIMEDOUT,
            Errno.ECONNREFUSED,
            Errno.ECONNRESET,
            Errno.EHOSTUNREACH);

    private final RunSetup setup;
    private final Assignment assignment;
    private final ActionItem item;
    private final Stopper stopper = new Stopper();
    private final AtomicLong moved = new AtomicLong();
    private volatile @Nullable ActiveAction reported;

    ActionRun(RunSetup setup, Assignment assignment) {
        this.setup = setup;
        this.assignment = assignment;
        item = assignment.item();
    }

    Assignment assignment() {
        return assignment;
    }

    /** Sends the action back to its source as soon as the mover lets go of it. */
    void giveBack() {
        stopper.giveBack();
    }

    /** Runs the action; only programming errors leave it. */
    void run() {
        setup.tally().began();
        try {
            Optional<ActiveAction> active = stopper.isGivenBack() ? Optional.empty() : begin();
            if (active.isPresent()) {
                settle(active.get(), work(active.get()));
            } else if (stopper.isGivenBack()) {
                sendBack();
            }
        } finally {
            setup.tally().left();
        }
    }

    @Override
    public void beat(long nowNanos) {
        stopper.enforce(nowNanos);
        ActiveAction active = reported;
        if (active == null) {
            return;
        }
        try {
            active.progress(moved.get());
        } catch (IOException e) {
            LOG.info("{} is stopped, since its source does not know it any more: {}", assignment, e.getMessage());
            stopper.cancel();
        }
    }

    private Optional<ActiveAction> begin() {
        try {
            return Optional.of(assignment.session().begin(item));
        } catch (IOException | RuntimeException e) {
            if (stopper.isGivenBack()) {
                return Optional.empty();
            }
            Errno errno = e instanceof ErrnoException call ? call.errno() : Errno.EIO;
            refuse(errno, "cannot begin " + assignment + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void refuse(Errno errno, String why) {
        LOG.warn("{}", why);
        setup.tally().failed(item.action(), errno, why);
        try {
            assignment.session().refuse(item, errno, why);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be refused; its source gives it out again", assignment, e);
        }
    }

    private Result work(ActiveAction active) {
        reported = active;
        active.cancelled().onCancel(stopper::cancel);
        assignment.beats().add(this);
        // Only the mover is ever interrupted, not the source's own work before and after it.
        stopper.guard();
        long start = System.nanoTime();
        try {
            Outcome outcome = attempts(active);
            return new Result(outcome, placeIsGone(outcome));
        } catch (InterruptedException e) {
            return new Result(
                    stopper.isStopped()
                            ? new Outcome.Canceled()
                            : new Outcome.Failed(Errno.EINTR, assignment + " was interrupted"),
                    false);
        } finally {
            setup.tally().meter().worked(item.action(), start);
            reported = null;
            assignment.beats().remove(this);
            stopper.release();
        }
    }

    private record Result(Outcome outcome, boolean placeGone) {}

    private Outcome attempts(ActiveAction active) throws InterruptedException {
        Optional<OnceWritten> target =
                active.data().filter(data -> item.action() == HsmAction.RESTORE).map(OnceWritten::new);
        Optional<DataFile> data = target.isPresent() ? Optional.of(target.get()) : active.data();
        for (int failures = 1; ; failures++) {
            moved.set(0);
            Outcome outcome = MoverCalls.call(setup.mover(), item.action(), moverAction(), data);
            boolean again = outcome instanceof Outcome.Failed failed
                    && failed.error().retry() == Errno.Retry.SOON
                    && setup.retries().allows(failures)
                    && target.filter(OnceWritten::isTouched).isEmpty()
                    && !stopper.isStopped();
            if (!again) {
                return stopper.isStopped() && outcome instanceof Outcome.Failed ? new Outcome.Canceled() : outcome;
            }
            setup.tally().meter().retried(item.action());
            LOG.debug("{} is tried again after {}", assignment, outcome);
            stopper.pause(setup.retries().delay(failures, RandomGenerator.getDefault()));
            if (stopper.isStopped()) {
                return new Outcome.Canceled();
            }
        }
    }

    private MoverAction moverAction() {
        // For an archive the item's object is what the new copy supersedes: no business of the mover's.
        Optional<ObjectRef> object = item.action() == HsmAction.ARCHIVE ? Optional.empty() : item.object();
        return new MoverAction(
                item.fileSystem(), item.fid(), item.cookie(), object, item.data(), stopper.token(), moved::addAndGet);
    }

    private boolean placeIsGone(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                && OF_PLACE.contains(failed.error())
                && setup.offline().get().isPresent();
    }

    private void settle(ActiveAction active, Result result) {
        boolean done = result.outcome() instanceof Outcome.Done;
        if (!done && (stopper.isGivenBack() || result.placeGone())) {
            sendBack();
            return;
        }
        try {
            Outcome end = active.end(result.outcome());
            setup.tally().ended(item.action(), end);
            if (end instanceof Outcome.Failed failed) {
                LOG.warn("{} failed with {}: {}", assignment, failed.error(), failed.message());
            }
            if (item.action() == HsmAction.ARCHIVE) {
                new Leftovers(setup.mover(), assignment).remove(result.outcome(), end);
            }
        } catch (IOException | RuntimeException e) {
            setup.tally()
                    .failed(
                            item.action(),
                            Errno.EIO,
                            assignment + ": its end could not be recorded: " + e.getMessage());
            LOG.warn("The end of {} could not be recorded; its source gives it out again", assignment, e);
        }
    }

    private void sendBack() {
        setup.tally().gaveBack(item.action());
        giveBack(assignment);
    }

    /** Gives an action back that may or may not have begun. */
    static void giveBack(Assignment assignment) {
        try {
            assignment.session().giveBack(assignment.item());
        } catch (IOException | RuntimeException e) {
            LOG.info("{} could not be given back; its source gives it out again: {}", assignment, e.getMessage());
        }
    }
}
