// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions that go back to the queue, or whose agent comes too late. */
@RequiresRoot
class GivenBackTest {
    private static final Demand ONE = new Demand(Map.of(new ArchiveId(1), new Demand.Slots(1, 1)));

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
    void giveBack_ofABegunArchive_leavesNothingOpen_soThatTheFileCanBeReleased() throws Exception {
        Path file = node.write("f", MemoryArchive.pattern(10_000));
        node.submit(HsmAction.ARCHIVE, node.fid(file));
        ActionSession session = node.fs().connect("agent");
        ActionItem item = receive(session);
        session.begin(item);

        session.giveBack(item);
        session.close();
        node.archive.work(node.fs());

        assertThat(node.release(file)).isPositive();
    }

    @Test
    void giveBack_ofABegunRestore_undoesWhatWasWritten_andTheNextOneWorks() throws Exception {
        byte[] content = MemoryArchive.pattern(10_000);
        Path file = node.released("f", content);
        node.submit(HsmAction.RESTORE, node.fid(file));
        ActionSession session = node.fs().connect("agent");
        ActionItem item = receive(session);
        DataFile data = session.begin(item).data().orElseThrow();
        data.write(ByteBuffer.allocateDirect(4096).put(0, (byte) 7), 0);

        session.giveBack(item);

        assertThat(MemoryArchive.isZero(Files.readAllBytes(file))).isTrue();
        assertThatThrownBy(() -> data.write(ByteBuffer.allocateDirect(1), 0)).isInstanceOf(IOException.class);
        session.close();
        node.archive.work(node.fs());
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(node.release(file)).isPositive();
    }

    @Test
    void end_ofAnArchiveThatSomebodyElseHasDone_isNoCancel_soThatItsCopyStays() throws Exception {
        Path file = node.write("f", MemoryArchive.pattern(10_000));
        node.submit(HsmAction.ARCHIVE, node.fid(file));
        ActionSession slow = node.fs().connect("slow");
        ActiveAction late = slow.begin(receive(slow));
        slow.close();
        node.archive.work(node.fs());
        assertThat(node.state(file).mask()).isEqualTo(0x9);
        ObjectRef own = new ObjectRef("late", Blob.EMPTY, "");

        assertThatThrownBy(() -> late.end(new Outcome.Done(10_000, Optional.of(own))))
                .isInstanceOf(IOException.class);

        assertThat(node.state(file).mask()).isEqualTo(0x9);
        assertThat(node.release(file)).isPositive();
    }

    private static ActionItem receive(ActionSession session) throws Exception {
        List<ActionItem> items = session.receive(ONE, Duration.ofSeconds(10));
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
