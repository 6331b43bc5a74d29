// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.Submission;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActiveAction;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresRoot
@Timeout(60)
class RequestsTest {
    private static final ArchiveId ONE = new ArchiveId(1);

    @TempDir
    private Path temp;

    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = new TestNode(temp);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void submit_ofWhatRuns_joins_andOfAnotherAction_isBusy() throws Exception {
        Fid fid = node.fid(node.write("f", new byte[10]));
        Cookie cookie = accepted(node.submit(HsmAction.ARCHIVE, fid));

        assertThat(node.submit(HsmAction.ARCHIVE, fid)).isEqualTo(new Submission.Joined(cookie));
        refused(Errno.EBUSY, node.submit(HsmAction.REMOVE, fid));
        refused(Errno.EBUSY, node.submit(TestNode.ROOT, HsmAction.ARCHIVE, fid, new ArchiveId(2)));
        refused(Errno.EBUSY, node.submit(TestNode.USER, HsmAction.RESTORE, fid, ArchiveId.ANY));
        refused(Errno.EPERM, node.submit(TestNode.USER, HsmAction.ARCHIVE, fid, ArchiveId.ANY));
        assertThat(node.fs().requests().current(fid).orElseThrow().cookie()).isEqualTo(cookie);
    }

    @Test
    void submit_ofWhatIsNotNeeded_recordsNothing() throws Exception {
        Path file = node.archived("f", new byte[10]);
        Fid fid = node.fid(file);

        assertThat(node.submit(HsmAction.ARCHIVE, fid)).isInstanceOf(Submission.NotNeeded.class);
        assertThat(node.submit(HsmAction.RESTORE, fid)).isInstanceOf(Submission.NotNeeded.class);
        assertThat(node.submit(HsmAction.CANCEL, fid)).isInstanceOf(Submission.NotNeeded.class);
        assertThat(node.fs().requests().counts().waiting()).isZero();
        Order dry = new Order(HsmAction.REMOVE, List.of(fid, fid), ArchiveId.ANY, Blob.EMPTY, true);
        assertThat(node.fs().requests().submit(TestNode.ROOT, dry)).allMatch(Submission.Possible.class::isInstance);
        assertThat(node.fs().requests().counts().waiting()).isZero();
    }

    @Test
    void submit_ofABatch_givesEachItsOwnResult() throws Exception {
        List<Fid> fids = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            fids.add(node.fid(node.write("f" + i, new byte[1])));
        }
        fids.add(300, new Fid(0x200000400L, 1 << 30, 1));
        fids.add(fids.get(0));

        Order order = new Order(HsmAction.ARCHIVE, fids, ArchiveId.ANY, Blob.EMPTY, false);
        List<Submission> results = node.fs().requests().submit(TestNode.ROOT, order);

        assertThat(results).hasSize(602);
        refused(Errno.ENOENT, results.get(300));
        assertThat(results.get(601)).isInstanceOf(Submission.Joined.class);
        assertThat(results).filteredOn(Submission.Accepted.class::isInstance).hasSize(600);
        node.reopen();
        assertThat(node.fs().requests().counts().waiting()).isEqualTo(600);
        assertThat(node.fs().requests().list(new Cookie(1), false, 100)).hasSize(100);
    }

    @Test
    void cookies_areNeverUsedTwice_alsoAfterRestarts() throws Exception {
        Path file = node.write("f", new byte[10]);
        long last = 0;
        for (int i = 0; i < 5; i++) {
            long cookie =
                    accepted(node.submit(HsmAction.ARCHIVE, node.fid(file))).value();
            assertThat(cookie).isGreaterThan(last);
            last = cookie;
            node.submit(HsmAction.CANCEL, node.fid(file));
            node.clock.pass(Duration.ofSeconds(100));
            node.fs().tick();
            node.catalogue().compact().await();
            node.reopen();
        }
    }

    @Test
    void receive_givesRestoresFirst_withinTheSlots() throws Exception {
        Path released = node.released("r", new byte[10]);
        for (int i = 0; i < 3; i++) {
            node.submit(HsmAction.ARCHIVE, node.fid(node.write("a" + i, new byte[10])));
        }
        node.submit(HsmAction.RESTORE, node.fid(released));
        ActionSession session = node.fs().connect("x");

        List<ActionItem> first = receive(session, new Demand.Slots(1, 1));
        assertThat(first).extracting(ActionItem::action).containsExactly(HsmAction.RESTORE, HsmAction.ARCHIVE);
        assertThat(receive(session, new Demand.Slots(5, 0))).isEmpty();
        assertThat(receive(session, new Demand.Slots(0, 9))).hasSize(2);
        assertThat(node.fs().requests().counts().started()).isEqualTo(4);
    }

    @Test
    void dispatch_checksAgain_andFailsWhatIsNoLongerPossible() throws Exception {
        Path file = node.write("f", new byte[10]);
        Cookie cookie = accepted(node.submit(HsmAction.ARCHIVE, node.fid(file)));
        Path gone = node.write("g", new byte[10]);
        Cookie other = accepted(node.submit(HsmAction.ARCHIVE, node.fid(gone)));
        node.fs().files().change(TestNode.ROOT, node.fid(file), CycleTest.set(coral.hsm.model.HsmFlag.NOARCHIVE));
        Files.delete(gone);

        node.archive.work(node.fs());

        assertThat(request(cookie).failure()).map(Failure::error).contains(Errno.EPERM);
        assertThat(request(other).failure()).map(Failure::error).contains(Errno.ENOENT);
    }

    @Test
    void archive_ofAFileWrittenMeanwhile_fails_andTheFileIsDirty() throws Exception {
        Path file = node.write("f", MemoryArchive.pattern(5000));
        Cookie cookie = accepted(node.submit(HsmAction.ARCHIVE, node.fid(file)));
        ActionSession session = node.fs().connect("x");
        ActiveAction action =
                session.begin(receive(session, new Demand.Slots(0, 1)).get(0));
        Outcome done = node.archive.move(action);
        Files.write(file, new byte[] {1});

        assertThat(action.end(done))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.error()).isEqualTo(Errno.EBUSY));
        assertThat(action.end(done)).isInstanceOf(Outcome.Failed.class);
        assertThat(request(cookie).failure()).hasValueSatisfying(f -> {
            assertThat(f.error()).isEqualTo(Errno.EBUSY);
            assertThat(f.reason()).contains("was changed while it was archived");
        });
        assertThat(node.state(file)).isEqualTo(HsmState.of(0x3, ONE));
    }

    @Test
    void cancel_ofAStartedRestore_firesTheToken_andLeavesTheFileReleased() throws Exception {
        Path file = node.released("f", MemoryArchive.pattern(9000));
        Cookie cookie = accepted(node.submit(HsmAction.RESTORE, node.fid(file)));
        ActionSession session = node.fs().connect("x");
        ActiveAction action =
                session.begin(receive(session, new Demand.Slots(0, 1)).get(0));
        action.data().orElseThrow().write(ByteBuffer.allocateDirect(4096), 0);

        assertThat(node.submit(HsmAction.CANCEL, node.fid(file))).isEqualTo(new Submission.Accepted(cookie));

        assertThat(request(cookie).status()).isEqualTo(RequestStatus.CANCELED);
        assertThat(action.cancelled().isCancelled()).isTrue();
        assertThatThrownBy(() -> action.progress(1)).hasMessageContaining("ECANCELED");
        assertThatThrownBy(() -> action.data().orElseThrow().write(ByteBuffer.allocateDirect(1), 0))
                .hasMessageContaining("ECANCELED");
        assertThat(action.end(new Outcome.Done(9000, Optional.empty()))).isInstanceOf(Outcome.Canceled.class);
        assertThat(node.state(file).mask()).isEqualTo(0xd);
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(MemoryArchive.pattern(9000));
    }

    @Test
    void cancel_ofABegunRemove_isRefused() throws Exception {
        Path file = node.archived("f", new byte[10]);
        node.submit(HsmAction.REMOVE, node.fid(file));
        ActionSession session = node.fs().connect("x");
        ActiveAction action =
                session.begin(receive(session, new Demand.Slots(0, 1)).get(0));

        refused(Errno.EBUSY, node.submit(HsmAction.CANCEL, node.fid(file)));
        action.end(new Outcome.Failed(Errno.EIO, "no"));
        assertThat(node.state(file).mask()).isEqualTo(0xb);
    }

    @Test
    void silentAgent_losesTheAction_andItsLateEndIsRefused() throws Exception {
        Path file = node.released("f", MemoryArchive.pattern(9000));
        Cookie cookie = accepted(node.submit(HsmAction.RESTORE, node.fid(file)));
        ActionSession slow = node.fs().connect("slow");
        ActiveAction lost = slow.begin(receive(slow, new Demand.Slots(0, 1)).get(0));
        node.clock.pass(Duration.ofSeconds(119));
        lost.progress(5);
        node.clock.pass(Duration.ofSeconds(119));
        node.fs().tick();
        assertThat(request(cookie).status()).isEqualTo(RequestStatus.STARTED);
        node.clock.pass(Duration.ofSeconds(2));
        node.fs().tick();
        assertThat(request(cookie).status()).isEqualTo(RequestStatus.WAITING);

        ActionSession other = node.fs().connect("other");
        ActionItem item = receive(other, new Demand.Slots(0, 1)).get(0);
        ActiveAction again = other.begin(item);
        assertThatThrownBy(() -> lost.end(new Outcome.Done(0, Optional.empty())))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> slow.giveBack(item)).isInstanceOf(IOException.class);
        again.end(node.archive.move(again));

        assertThat(Files.readAllBytes(file)).isEqualTo(MemoryArchive.pattern(9000));
        assertThat(request(cookie).status()).isEqualTo(RequestStatus.SUCCEED);
    }

    @Test
    void wallClockThatJumps_takesNothingFromAgents() throws Exception {
        Cookie cookie = accepted(node.submit(HsmAction.ARCHIVE, node.fid(node.write("f", new byte[10]))));
        ActionSession session = node.fs().connect("x");
        ActiveAction action =
                session.begin(receive(session, new Demand.Slots(0, 1)).get(0));

        node.clock.jump(Duration.ofHours(1));
        node.fs().tick();
        assertThat(request(cookie).status()).isEqualTo(RequestStatus.STARTED);

        node.clock.jump(Duration.ofHours(-2));
        node.clock.pass(Duration.ofSeconds(121));
        node.fs().tick();
        assertThat(request(cookie).status()).isEqualTo(RequestStatus.WAITING);
        assertThat(action.cancelled().isCancelled()).isTrue();
    }

    @Test
    void connect_underTheSameName_takesOver() throws Exception {
        node.submit(HsmAction.ARCHIVE, node.fid(node.write("f", new byte[10])));
        ActionSession old = node.fs().connect("x");
        assertThat(receive(old, new Demand.Slots(0, 1))).hasSize(1);

        ActionSession young = node.fs().connect("x");

        assertThatThrownBy(() -> receive(old, new Demand.Slots(0, 1))).isInstanceOf(IOException.class);
        assertThat(receive(young, new Demand.Slots(0, 1))).hasSize(1);
        young.close();
        assertThat(node.fs().requests().counts().waiting()).isEqualTo(1);
    }

    @Test
    void await_endsWithTheRequest() throws Exception {
        Path file = node.write("f", new byte[10]);
        Cookie cookie = accepted(node.submit(HsmAction.ARCHIVE, node.fid(file)));
        assertThat(node.fs()
                        .requests()
                        .await(cookie, Duration.ofMillis(5))
                        .orElseThrow()
                        .status())
                .isEqualTo(RequestStatus.WAITING);
        Thread agent = coral.core.task.Workers.start("test-agent", () -> {
            try {
                node.archive.work(node.fs());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(node.fs()
                        .requests()
                        .await(cookie, Duration.ofSeconds(30))
                        .orElseThrow()
                        .status())
                .isEqualTo(RequestStatus.SUCCEED);
        agent.join();
        assertThat(node.fs().requests().await(new Cookie(1), Duration.ZERO)).isEmpty();
    }

    private static List<ActionItem> receive(ActionSession session, Demand.Slots slots)
            throws IOException, InterruptedException {
        return session.receive(new Demand(Map.of(ONE, slots)), Duration.ZERO);
    }

    private HsmRequest request(Cookie cookie) {
        return node.fs().requests().request(cookie).orElseThrow();
    }

    private static Cookie accepted(Submission result) {
        assertThat(result).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) result).cookie();
    }

    private static void refused(Errno errno, Submission result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        r -> assertThat(r.problem().errno()).isEqualTo(errno));
    }
}
