// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.task.Backoff;
import coral.hsm.agent.internal.archive.ArchiveDraft;
import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.ArchiveStore;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.fake.MemorySource;
import coral.hsm.agent.internal.fake.ScriptedMover;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentTest {
    private static final Problem GONE = Problem.of("CORAL-FAKE-002", Errno.ENODEV, "no marker");

    @TempDir
    private Path home;

    private final ScriptedType type = new ScriptedType();
    private final ScriptedMover mover = type.mover;
    private final MemorySource source = new MemorySource();
    private Agent agent;

    AgentTest() {
        agent = new Agent(
                "none",
                new ArchiveRegistry(new ArchiveStore(Path.of("/")), new MoverTypes()),
                new MoverTypes(),
                LaneTerms::usual);
    }

    @BeforeEach
    void startAgent() throws ProblemException {
        agent = agent();
        agent.add(type);
        agent.registry().add(draft(1, 2), false);
        agent.start();
        // The registry opens a mover once, to check a configuration, and closes it.
        mover.closed.set(0);
    }

    @AfterEach
    void stopAgent() {
        agent.stop();
    }

    @Test
    void archive_doneByMover_endsDoneAtSource() {
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);

        soon().untilAsserted(() -> assertThat(source.ended).containsKey(new Cookie(1)));

        assertThat(source.ended.get(new Cookie(1))).isInstanceOf(Outcome.Done.class);
        soon().until(() -> agent.archives().get(0).counts().active() == 0);
        assertThat(agent.archives().get(0).counts().done()).isEqualTo(1);
        assertThat(agent.archives().get(0).counts().bytes()).isEqualTo(7);
    }

    @Test
    void manyActions_oneSource_allEndAndFewAreHeldAtOnce() {
        for (int i = 1; i <= 200; i++) {
            source.give(i, i % 3 == 0 ? HsmAction.RESTORE : HsmAction.ARCHIVE);
        }

        agent.add(source);

        soon().until(() -> source.ended.size() == 200);
        // Two workers, twice as many places, one more place for a restore.
        assertThat(source.largestHeld.get()).isLessThanOrEqualTo(2 + 4 + 1);
    }

    @Test
    void transientError_withinTries_isRetriedInTheAction() {
        mover.failing(Errno.EAGAIN, 3);
        agent.add(source);

        source.give(1, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.get(new Cookie(1)) instanceof Outcome.Done);
        assertThat(mover.calls).hasSize(4);
    }

    @Test
    void transientError_atEveryTry_failsWithIt() {
        mover.failing(Errno.ETIMEDOUT, 50);
        agent.add(source);

        source.give(1, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.containsKey(new Cookie(1)));
        assertThat(source.ended.get(new Cookie(1))).isEqualTo(new Outcome.Failed(Errno.ETIMEDOUT, "scripted"));
        assertThat(mover.calls).hasSize(5);
    }

    @Test
    void restore_failsAfterItWrote_isNotTriedAgainOnTheSameTarget() {
        mover.failing(Errno.EAGAIN, 1);
        agent.add(source);

        source.give(1, HsmAction.RESTORE);

        soon().until(() -> source.ended.containsKey(new Cookie(1)));
        assertThat(source.ended.get(new Cookie(1))).isEqualTo(new Outcome.Failed(Errno.EAGAIN, "scripted"));
        assertThat(mover.calls).hasSize(1);
    }

    @Test
    void moverThrowsErrors_eachOne_failsTheActionAndTheWorkersGoOn() {
        for (int i = 0; i < 4; i++) {
            mover.then(action -> {
                throw new StackOverflowError("scripted");
            });
        }
        agent.add(source);

        for (int i = 1; i <= 5; i++) {
            source.give(i, HsmAction.ARCHIVE);
        }

        soon().until(() -> source.ended.size() == 5);
        assertThat(source.ended.values().stream().filter(o -> o instanceof Outcome.Failed f && f.error() == Errno.EIO))
                .hasSize(4);
    }

    @Test
    void beginFails_isRefused() {
        source.beginFails = true;
        agent.add(source);

        source.give(1, HsmAction.ARCHIVE);

        soon().untilAsserted(() -> assertThat(source.refused).containsEntry(new Cookie(1), Errno.EIO));
        assertThat(mover.calls).isEmpty();
    }

    @Test
    void cancel_runningAction_reachesTheMover() {
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> mover.running.get() == 1);

        source.cancel(1);

        soon().until(() -> source.ended.get(new Cookie(1)) instanceof Outcome.Canceled);
        soon().until(() -> agent.archives().get(0).counts().canceled() == 1);
    }

    @Test
    void cancel_duringBackOff_endsAtOnce() {
        agent.stop();
        agent = new Agent(
                "again",
                agent.registry(),
                agent.types(),
                changed -> new LaneTerms(
                        new Backoff(Duration.ofHours(1), Duration.ofHours(1), 5),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(15),
                        threads -> 0,
                        changed));
        agent.start();
        mover.failing(Errno.EAGAIN, 1);
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> mover.calls.size() == 1 && mover.running.get() == 0);

        source.cancel(1);

        soon().until(() -> source.ended.get(new Cookie(1)) instanceof Outcome.Canceled);
    }

    @Test
    void moverTypeGoes_whileAnActionRuns_actionGoesBackAndMoverIsClosed() {
        mover.then(action -> ScriptedMover.untilStopped(action, false));
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> mover.running.get() == 1);

        agent.remove(type);

        assertThat(mover.running).hasValue(0);
        assertThat(mover.closed).hasValue(1);
        // A receiver whose demand is older than the mover's end may take it once more, and gives it back again.
        soon().until(() -> source.waiting() == 1);
        assertThat(source.ended).isEmpty();
        assertThat(agent.archives().get(0).offline()).map(Problem::code).hasValue("CORAL-HSM-028");
    }

    @Test
    void moverTypeComes_afterItWasGone_waitingActionsAreDone() {
        agent.remove(type);
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);

        agent.add(type);

        soon().until(() -> source.ended.containsKey(new Cookie(1)));
    }

    @Test
    void archiveOffline_noneIsTaken_andTakenAgainOnceBack() {
        mover.offline = GONE;
        soon().until(() -> agent.archives().get(0).offline().equals(Optional.of(GONE)));
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> source.sessions.get() == 1);
        assertThat(source.waiting()).isEqualTo(1);

        mover.offline = null;

        soon().until(() -> source.ended.get(new Cookie(1)) instanceof Outcome.Done);
    }

    @Test
    void probeThatHangs_isNotWaitedFor_whatWaitsGoesBack_andIsDoneAfterwards() {
        agent.stop();
        agent = new Agent("impatient", agent.registry(), agent.types(), AgentTest::impatient);
        agent.start();
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        agent.add(source);
        for (int i = 1; i <= 6; i++) {
            source.give(i, HsmAction.RESTORE);
        }
        soon().until(() -> mover.running.get() == 2 && source.waiting() < 4);

        mover.probeHangs = true;
        try {
            soon().until(() ->
                    agent.archives().get(0).offline().map(Problem::code).equals(Optional.of("CORAL-HSM-032")));
            soon().until(() -> source.waiting() == 4);
            assertThat(mover.running).hasValue(2);
        } finally {
            mover.probeHangs = false;
        }
        source.cancel(1);
        source.cancel(2);

        soon().until(() -> source.ended.size() == 6);
        assertThat(agent.archives().get(0).offline()).isEmpty();
    }

    @Test
    void placeGoes_duringActions_theyAndTheQueueGoBackUnharmed() {
        mover.then(action -> {
            mover.offline = GONE;
            return new Outcome.Failed(Errno.EIO, "scripted");
        });
        for (int i = 1; i <= 6; i++) {
            mover.failing(Errno.EIO, 1);
        }
        for (int i = 1; i <= 4; i++) {
            source.give(i, HsmAction.ARCHIVE);
        }

        agent.add(source);

        soon().until(() -> source.waiting() == 4 && source.gaveBack.get() >= 1);
        assertThat(source.ended).isEmpty();
    }

    @Test
    void sourceFails_forAWhile_isConnectedAgain() {
        source.receiveFails = true;
        agent.add(source);
        soon().until(() -> source.sessions.get() >= 2);

        source.receiveFails = false;
        source.give(1, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.containsKey(new Cookie(1)));
        assertThat(source.closed.get()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void sourceGoes_whileAnActionRuns_itGoesBackAndTheSessionIsClosed() {
        mover.then(action -> ScriptedMover.untilStopped(action, true));
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> mover.running.get() == 1);

        agent.remove(source);

        assertThat(source.closed).hasValue(1);
        assertThat(mover.running).hasValue(0);
        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void stop_whileActionsRunAndWait_allGoBack() {
        for (int i = 0; i < 2; i++) {
            mover.then(action -> ScriptedMover.untilStopped(action, false));
        }
        for (int i = 1; i <= 5; i++) {
            source.give(i, HsmAction.ARCHIVE);
        }
        agent.add(source);
        soon().until(() -> mover.running.get() >= 1);

        agent.stop();

        assertThat(source.waiting() + source.ended.size()).isEqualTo(5);
        assertThat(mover.closed).hasValue(1);
    }

    @Test
    void archiveOfArchivedFile_done_formerObjectIsRemoved() {
        agent.add(source);

        source.give(MemorySource.item(3, HsmAction.ARCHIVE, 1, Optional.of(MemorySource.object("former"))));

        soon().untilAsserted(() -> assertThat(mover.calls).containsExactly("archive 3", "remove former 3"));
    }

    @Test
    void archiveOfArchivedFile_sameObject_isKept() {
        agent.add(source);

        source.give(MemorySource.item(3, HsmAction.ARCHIVE, 1, Optional.of(MemorySource.object("object-3"))));
        soon().until(() -> source.ended.containsKey(new Cookie(3)));
        agent.stop();

        assertThat(mover.calls).containsExactly("archive 3");
    }

    @Test
    void archive_fileChangedMeanwhile_newObjectIsRemovedAndFormerKept() {
        source.onEnd = outcome -> new Outcome.Failed(Errno.EBUSY, "changed");
        agent.add(source);

        source.give(MemorySource.item(3, HsmAction.ARCHIVE, 1, Optional.of(MemorySource.object("former"))));

        soon().untilAsserted(() -> assertThat(mover.calls).containsExactly("archive 3", "remove object-3 3"));
    }

    @Test
    void end_cannotBeRecorded_workersGoOnAndNothingIsRemoved() {
        boolean[] failed = new boolean[1];
        source.onEnd = outcome -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new UncheckedIOException(new IOException("scripted: disk full"));
            }
            return outcome;
        };
        agent.add(source);

        source.give(1, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.containsKey(new Cookie(1)));
        assertThat(mover.calls).containsExactly("archive 1", "archive 1");
    }

    @Test
    void threadsChanged_whileServed_laneIsOpenedAgainAndCountersStay() throws ProblemException {
        agent.add(source);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> agent.archives().get(0).counts().done() == 1);

        agent.registry().set(new ArchiveId(1), OptionalInt.of(3), Map.of(), false);
        source.give(2, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.containsKey(new Cookie(2)));
        soon().until(() -> agent.archives().get(0).counts().done() == 2);
        assertThat(agent.archives().get(0).config().threads()).isEqualTo(3);
    }

    @Test
    void unknownArchive_offeredAllTheSame_isNotTaken() {
        agent.add(source);
        source.give(MemorySource.item(1, HsmAction.ARCHIVE, 9, Optional.empty()));
        source.give(2, HsmAction.ARCHIVE);

        soon().until(() -> source.ended.containsKey(new Cookie(2)));

        assertThat(source.waiting()).isEqualTo(1);
    }

    @Test
    void givingBack_ofARequestThatWasGivenUp_leavesTheSessionAndWhatRunsAlone() {
        source.givesUnasked = true;
        source.giveBackFails = true;
        source.give(MemorySource.item(1, HsmAction.ARCHIVE, 9, Optional.empty()));
        source.give(2, HsmAction.ARCHIVE);
        agent.add(source);

        soon().until(() -> source.ended.containsKey(new Cookie(2)));

        assertThat(source.gaveBack).hasValue(1);
        source.give(3, HsmAction.ARCHIVE);
        soon().until(() -> source.ended.containsKey(new Cookie(3)));
        assertThat(source.sessions).hasValue(1);
    }

    private Agent agent() {
        MoverTypes types = new MoverTypes();
        return new Agent("test", new ArchiveRegistry(new ArchiveStore(home), types), types, AgentTest::quick);
    }

    private static LaneTerms quick(Runnable changed) {
        return new LaneTerms(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 5),
                Duration.ofMillis(50),
                Duration.ofSeconds(15),
                threads -> 0,
                changed);
    }

    private static LaneTerms impatient(Runnable changed) {
        return new LaneTerms(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                threads -> 0,
                changed);
    }

    private static ArchiveDraft draft(long id, int threads) {
        return new ArchiveDraft(new ArchiveId(id), "fake", threads, Map.of("root", "/somewhere"), false);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }
}
