// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.task.Workers;
import coral.hsm.agent.internal.fake.MemorySource;
import coral.hsm.model.HsmAction;
import coral.hsm.source.Demand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LaneQueueTest {
    private final LaneQueue queue = new LaneQueue(2, 0);
    private final Beats beats = new Beats(Workers.timer("test-beats"));

    @AfterEach
    void stop() {
        beats.close();
    }

    @Test
    void offer_manyArchives_keepsAPlaceForOneRestore() {
        for (int i = 1; i <= 4; i++) {
            assertThat(queue.offer(assignment(i, HsmAction.ARCHIVE))).isTrue();
        }

        assertThat(queue.free()).isEqualTo(new Demand.Slots(1, 0));
        assertThat(queue.offer(assignment(5, HsmAction.REMOVE))).isFalse();
        assertThat(queue.offer(assignment(6, HsmAction.RESTORE))).isTrue();
        assertThat(queue.free()).isEqualTo(new Demand.Slots(0, 0));
        assertThat(queue.offer(assignment(7, HsmAction.RESTORE))).isFalse();
    }

    @Test
    void take_restoreCameLast_comesFirst() throws InterruptedException {
        Assignment archive = assignment(1, HsmAction.ARCHIVE);
        Assignment restore = assignment(2, HsmAction.RESTORE);
        queue.offer(archive);
        queue.offer(restore);

        assertThat(List.of(queue.take(), queue.take())).containsExactly(restore, archive);
    }

    @Test
    void take_oneArchiveRunsOfTwoWorkers_lastWorkerIsKeptForRestores() throws InterruptedException {
        Assignment first = assignment(1, HsmAction.ARCHIVE);
        Assignment second = assignment(2, HsmAction.ARCHIVE);
        Assignment restore = assignment(3, HsmAction.RESTORE);
        queue.offer(first);
        queue.offer(second);
        assertThat(queue.take()).isSameAs(first);
        LinkedBlockingQueue<Assignment> taken = new LinkedBlockingQueue<>();
        Thread worker = takeOn(taken);
        await().atMost(Duration.ofSeconds(10)).until(() -> worker.getState() == Thread.State.WAITING);

        queue.offer(restore);

        assertThat(taken.take()).isSameAs(restore);
        takeOn(taken);
        queue.ended(first);
        assertThat(taken.take()).isSameAs(second);
    }

    @Test
    void hungry_halfTheQueueWasEmptied_isToldOnce() throws InterruptedException {
        for (int i = 1; i <= 4; i++) {
            queue.offer(assignment(i, HsmAction.RESTORE));
        }
        queue.free();

        queue.take();
        assertThat(queue.hungry()).isFalse();
        queue.take();
        assertThat(queue.hungry()).isTrue();
        assertThat(queue.hungry()).isFalse();
    }

    @Test
    void drain_some_othersStay() {
        Assignment one = assignment(1, HsmAction.ARCHIVE);
        queue.offer(one);
        queue.offer(assignment(2, HsmAction.RESTORE));

        assertThat(queue.drain(one::equals)).containsExactly(one);

        assertThat(queue.waiting()).isEqualTo(1);
    }

    @Test
    void pollSmall_takesRestoresFirst_andPassesLargeFiles() {
        Assignment large = assignment(1, HsmAction.ARCHIVE);
        Assignment small = small(2, HsmAction.ARCHIVE);
        Assignment restore = small(3, HsmAction.RESTORE);
        List.of(large, small, restore).forEach(queue::offer);

        assertThat(queue.pollSmall()).contains(restore);
        assertThat(queue.pollSmall()).contains(small);
        assertThat(queue.pollSmall()).isEmpty();
        assertThat(queue.waiting()).isEqualTo(1);
    }

    private Assignment small(long cookie, HsmAction action) {
        return new Assignment(
                new MemorySource().connect("test"), beats, MemorySource.item(cookie, action, 1, Optional.empty(), 1));
    }

    private Thread takeOn(LinkedBlockingQueue<Assignment> taken) {
        return Workers.start("test-take", () -> {
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Assignment assignment(long cookie, HsmAction action) {
        return new Assignment(
                new MemorySource().connect("test"), beats, MemorySource.item(cookie, action, 1, Optional.empty()));
    }
}
