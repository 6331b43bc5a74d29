// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.posix.Errno;
import coral.core.task.Backoff;
import coral.core.task.Workers;
import coral.hsm.agent.internal.fake.MemorySource;
import coral.hsm.agent.internal.fake.ScriptedMover;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.mover.Mover;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionSession;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drives the heartbeat by hand. */
@Timeout(30)
class ActionRunTest {
    private static final Cookie COOKIE = new Cookie(1);

    private final MemorySource source = new MemorySource();
    private final ActionSession session = source.connect("test");
    private final ScriptedMover mover = new ScriptedMover();
    private final Beats beats = new Beats(Workers.timer("test-beats"));
    private final Tally tally = new Tally();

    @AfterEach
    void stop() {
        beats.close();
    }

    @Test
    void beat_whileTheMoverRuns_reportsAtEachAndNotAfter() {
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        run(mover);

        beats.tick(System.nanoTime());
        beats.tick(System.nanoTime());
        source.cancel(1);
        soon().until(() -> source.ended.containsKey(COOKIE));
        beats.tick(System.nanoTime());

        assertThat(source.reports.get(COOKIE)).hasValue(2);
        assertThat(Beats.PERIOD).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void beat_sourceKnowsTheActionNoMore_moverIsStopped() {
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        run(mover);
        source.progressFails = true;

        beats.tick(System.nanoTime());

        soon().until(() -> source.ended.get(COOKIE) instanceof Outcome.Canceled);
    }

    @Test
    void cancel_moverDoesNotHeedIt_isInterruptedAfterTheGrace() {
        mover.then(action -> ScriptedMover.untilStopped(action, false));
        run(mover);
        source.cancel(1);

        beats.tick(System.nanoTime());
        assertThat(mover.running).hasValue(1);
        beats.tick(System.nanoTime() + Stopper.GRACE.toNanos());

        soon().until(() -> source.ended.get(COOKIE) instanceof Outcome.Canceled);
    }

    @Test
    void ability_thatTheMoverLacks_failsWithEopnotsupp() {
        Mover able = () -> {};

        run(able);

        soon().until(() -> source.ended.containsKey(COOKIE));
        assertThat(source.ended.get(COOKIE))
                .isEqualTo(new Outcome.Failed(Errno.EOPNOTSUPP, "the archive's mover cannot do ARCHIVE"));
        soon().until(() -> tally.counts().active() == 0);
        assertThat(tally.counts().failed()).containsEntry(Errno.EOPNOTSUPP, 1L);
    }

    /** Starts an archive on a thread of its own and waits until the mover has it or it has ended. */
    private void run(Mover with) {
        RunSetup setup =
                new RunSetup(with, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 3), Optional::empty, tally);
        Assignment assignment =
                new Assignment(session, beats, MemorySource.item(1, HsmAction.ARCHIVE, 1, Optional.empty()));
        Workers.start("test-worker", () -> new ActionRun(setup, assignment).run());
        soon().until(() -> mover.running.get() == 1 || source.ended.containsKey(COOKIE));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }
}
