// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.Submission;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.Demand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one who asks for much cannot do to the others. */
@RequiresRoot
@Timeout(60)
class BoundsTest {
    private static final ArchiveId ONE = new ArchiveId(1);
    private static final int LONGEST_BYTES = 64 << 10;

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
    void submit_withDataByAnOrdinaryUser_isRefused() throws Exception {
        Fid fid = node.fid(node.released("f", new byte[10]));

        refused("CORAL-HSM-150", Errno.EPERM, submit(TestNode.USER, HsmAction.RESTORE, List.of(fid), 1));

        assertThat(node.fs().requests().current(fid)).isEmpty();
        assertThat(submit(TestNode.USER, HsmAction.RESTORE, List.of(fid), 0))
                .allMatch(Submission.Accepted.class::isInstance);
    }

    @Test
    void submit_ofMoreDataThanIsKept_isRefused_untilSomeHasEnded() throws Exception {
        List<Fid> fids = files(1030);

        List<Submission> results = submit(TestNode.ROOT, HsmAction.ARCHIVE, fids, LONGEST_BYTES);

        assertThat(results.subList(0, 1024)).allMatch(Submission.Accepted.class::isInstance);
        refused("CORAL-HSM-151", Errno.EAGAIN, results.subList(1024, 1030));
        assertThat(submit(TestNode.ROOT, HsmAction.ARCHIVE, List.of(fids.get(1024)), 0))
                .allMatch(Submission.Accepted.class::isInstance);
        submit(TestNode.ROOT, HsmAction.CANCEL, fids.subList(0, 1), 0);
        assertThat(submit(TestNode.ROOT, HsmAction.ARCHIVE, List.of(fids.get(1025)), LONGEST_BYTES))
                .allMatch(Submission.Accepted.class::isInstance);
    }

    @Test
    void receive_ofMuchData_comesInBatches_andAllCanBeTakenBackAtOnce() throws Exception {
        List<Fid> fids = files(600);
        submit(TestNode.ROOT, HsmAction.ARCHIVE, fids, LONGEST_BYTES);
        ActionSession session = node.fs().connect("x");

        List<ActionItem> all = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            List<ActionItem> some = session.receive(new Demand(Map.of(ONE, new Demand.Slots(0, 1000))), Duration.ZERO);
            assertThat(some).hasSizeLessThanOrEqualTo((4 << 20) / LONGEST_BYTES);
            all.addAll(some);
        }

        assertThat(all).hasSize(600);
        session.close();
        assertThat(node.fs().requests().counts().waiting()).isEqualTo(600);
        node.reopen();
        assertThat(node.fs().requests().list(new Cookie(1), false, 1000))
                .hasSize(600)
                .allMatch(r -> r.data().length() == LONGEST_BYTES);
    }

    private List<Fid> files(int count) throws Exception {
        List<Fid> fids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fids.add(node.fid(node.write("f" + i, new byte[1])));
        }
        return fids;
    }

    private List<Submission> submit(Caller caller, HsmAction action, List<Fid> fids, int dataBytes) {
        Order order = new Order(action, fids, ArchiveId.ANY, Blob.of(new byte[dataBytes]), false);
        return node.fs().requests().submit(caller, order);
    }

    private static void refused(String code, Errno errno, List<Submission> results) {
        assertThat(results)
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Submission.Refused.class, r -> {
                    assertThat(r.problem().code()).isEqualTo(code);
                    assertThat(r.problem().errno()).isEqualTo(errno);
                }));
    }
}
