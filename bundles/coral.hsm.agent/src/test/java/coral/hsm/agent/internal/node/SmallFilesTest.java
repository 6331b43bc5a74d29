// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two workers, one of them for restores, and six on top for small files. */
@Timeout(60)
class SmallFilesTest {
    private static final long LARGE = 1 << 30;
    private static final long SMALL = 4096;

    @TempDir
    private Path home;

    private final ScriptedType type = new ScriptedType();
    private final ScriptedMover mover = type.mover;
    private final MemorySource source = new MemorySource();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Agent agent;

    SmallFilesTest() {
        agent = agent(Path.of("/"));
    }

    @BeforeEach
    void start() throws Exception {
        agent = agent(home);
        agent.add(type);
        agent.registry().add(new ArchiveDraft(new ArchiveId(1), "fake", 2, Map.of("root", "/somewhere"), false), false);
        agent.start();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        agent.stop();
    }

    @Test
    void smallFiles_runBesideTheWorkers() {
        give(1, 10, SMALL, this::atTheGate);

        agent.add(source);

        soon().until(() -> mover.running.get() == 7);
        gate.countDown();
        soon().until(() -> source.ended.size() == 10);
    }

    @Test
    void largeFiles_doNot_andLetSmallOnesPass() {
        give(1, 5, LARGE, action -> action.cookie().value() <= 5 ? atTheGate(action) : done(action));
        give(6, 10, SMALL, action -> action.cookie().value() <= 5 ? atTheGate(action) : done(action));

        agent.add(source);

        soon().until(() ->
                source.ended.keySet().stream().filter(c -> c.value() > 5).count() == 5);
        assertThat(source.ended).doesNotContainKey(new Cookie(1)).hasSize(5);
        assertThat(mover.running).hasValue(1);
    }

    @Test
    void filesOfUnknownSize_countAsLarge() {
        give(1, 4, ActionItem.UNKNOWN, this::atTheGate);
        give(5, 5, SMALL, this::atTheGate);

        agent.add(source);

        soon().until(() -> mover.running.get() == 2);
        assertThat(mover.calls).containsExactlyInAnyOrder("archive 1", "archive 5");
    }

    @Test
    void stop_givesBackSmallFilesThatRun() {
        give(1, 7, SMALL, action -> ScriptedMover.untilStopped(action, true));
        agent.add(source);
        soon().until(() -> mover.running.get() == 7);

        agent.stop();

        // What is given back may be given out once more before the receiver has stopped, and comes back then too.
        assertThat(source.gaveBack.get()).isGreaterThanOrEqualTo(7);
        assertThat(source.waiting()).isEqualTo(7);
        assertThat(source.ended).isEmpty();
        assertThat(mover.running).hasValue(0);
    }

    private void give(int first, int last, long sizeBytes, ScriptedMover.Step step) {
        for (int i = first; i <= last; i++) {
            mover.then(step);
            source.give(MemorySource.item(i, HsmAction.ARCHIVE, 1, Optional.empty(), sizeBytes));
        }
    }

    private Outcome atTheGate(MoverAction action) throws InterruptedException {
        gate.await();
        return done(action);
    }

    private static Outcome done(MoverAction action) {
        return new Outcome.Done(1, Optional.of(ScriptedMover.object(action)));
    }

    private static Agent agent(Path home) {
        MoverTypes types = new MoverTypes();
        return new Agent("test", new ArchiveRegistry(new ArchiveStore(home), types), types, SmallFilesTest::terms);
    }

    private static LaneTerms terms(Runnable changed) {
        Backoff quick = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 5);
        return new LaneTerms(quick, Duration.ofMillis(50), Duration.ofSeconds(15), threads -> 6, changed);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }
}
