// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.OpenFile;
import coral.hsm.filesystem.StateChange;
import coral.hsm.filesystem.Submission;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.disk.Hint;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActiveAction;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody changes the file, or asks for something else, in the middle of an action. */
@RequiresRoot
@Timeout(60)
class MeddlingTest {
    private static final byte[] CONTENT = MemoryArchive.pattern(9000);

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
    void archive_ofAMappingWrittenToFromStartToEnd_neverEndsDone() throws Exception {
        Path file = node.write("f", CONTENT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapping = channel.map(FileChannel.MapMode.READ_WRITE, 0, CONTENT.length);
            mapping.putInt(0, 1);
            node.before("archive.writeback", () -> mapping.putInt(0, 2));
            ActiveAction action = begin(HsmAction.ARCHIVE, file);
            Outcome copied = node.archive.move(action);
            mapping.putInt(0, 3);

            assertThat(action.end(copied)).isInstanceOf(Outcome.Failed.class);
            assertThatThrownBy(() -> node.release(file)).hasMessageContaining("CORAL-HSM-118");
        }
    }

    @Test
    void keep_ofAReleasedFileThatNobodyChanged_isRefusedAndChangesNothing() throws Exception {
        Path file = node.released("f", CONTENT);
        Entry before = node.catalogue().entry(node.fid(file));
        for (StateChange giveUp : List.of(
                new StateChange(Set.of(HsmFlag.DIRTY), Set.of(HsmFlag.RELEASED), ArchiveId.ANY, false),
                new StateChange(Set.of(), Set.of(HsmFlag.RELEASED, HsmFlag.ARCHIVED), ArchiveId.ANY, false))) {
            assertThatThrownBy(() -> node.fs().files().change(TestNode.ROOT, node.fid(file), giveUp))
                    .hasMessageContaining("CORAL-HSM-145");
        }

        assertThat(node.catalogue().entry(node.fid(file))).isEqualTo(before);
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }

    @Test
    void restore_ofAFileThatIsOpenElsewhere_isDirty_soThatNoReleaseLosesWhatWasWritten() throws Exception {
        Path file = node.released("f", CONTENT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ActiveAction action = begin(HsmAction.RESTORE, file);
            Outcome moved = node.archive.move(action);
            channel.write(ByteBuffer.wrap(new byte[] {7, 7}), 100);

            assertThat(action.end(moved)).isInstanceOf(Outcome.Done.class);
        }

        assertThat(node.state(file).mask()).isEqualTo(0xb);
        assertThatThrownBy(() -> node.release(file)).hasMessageContaining("CORAL-HSM-118");
        node.reopen();
        node.run(HsmAction.ARCHIVE, file);
        node.release(file);
        node.run(HsmAction.RESTORE, file);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), 99, 102)).containsExactly(CONTENT[99], 7, 7);
    }

    @Test
    void restore_ofAFileThatIsAppendedTo_stopsAsAConflictAndEmptiesNothing() throws Exception {
        for (boolean killed : new boolean[] {false, true}) {
            Path file = node.released("f" + killed, CONTENT);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ActiveAction action = begin(HsmAction.RESTORE, file);
                Outcome moved = node.archive.move(action);
                channel.write(ByteBuffer.wrap(new byte[] {7, 8, 9}), CONTENT.length);
                if (killed) {
                    node.reopen();
                    node.archive.work(node.fs());
                } else {
                    assertThat(action.end(moved)).isInstanceOf(Outcome.Failed.class);
                }
            }

            assertThat(node.state(file).mask()).isEqualTo(0xd);
            assertThat(Files.readAllBytes(file)).hasSize(CONTENT.length + 3).endsWith(7, 8, 9);
            assertThat(node.submit(HsmAction.RESTORE, node.fid(file)).toString())
                    .contains("CORAL-HSM-115");
            node.fs().discard(node.fid(file));
            node.run(HsmAction.RESTORE, file);
            assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"discard.empty", "discard.record"})
    void discard_refusesARestoreUntilItIsOver(String step) throws Exception {
        Path file = node.released("f", CONTENT);
        Files.write(file, new byte[] {1});
        Fid fid = node.fid(file);
        List<Submission> refused = new ArrayList<>();
        node.before(step, () -> {
            refused.add(node.submit(TestNode.USER, HsmAction.RESTORE, fid, ArchiveId.ANY));
            assertThatThrownBy(() -> node.fs().discard(fid)).hasMessageContaining("CORAL-HSM-114");
        });

        node.fs().discard(fid);

        assertThat(refused).singleElement().asString().contains("CORAL-HSM-114");
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }

    @Test
    void archive_thatFailsAfterItsHint_leavesTheHintOfBefore() throws Exception {
        Path fresh = node.write("fresh", CONTENT);
        Path old = node.archived("old", CONTENT);
        Optional<Hint> before = hint(old);
        assertThat(before).isPresent();
        Files.write(old, new byte[] {1});
        for (Path file : List.of(fresh, old)) {
            node.before("archive.hint", () -> Files.write(file, new byte[] {2}));
            node.run(HsmAction.ARCHIVE, file);
        }

        assertThat(node.fs().requests().counts().failed()).isEqualTo(2);
        assertThat(hint(fresh)).isEmpty();
        assertThat(hint(old).orElseThrow().object()).isEqualTo(before.get().object());
    }

    @Test
    void restore_thatIsTakenAwayBeforeItBegins_emptiesNothing() throws Exception {
        Path file = node.released("f", CONTENT);
        node.killBefore("restore.write");
        assertThatThrownBy(() -> node.run(HsmAction.RESTORE, file)).isInstanceOf(TestNode.Killed.class);
        node.reopen();
        ActionSession slow = node.fs().connect("slow");
        ActionItem item = slow.receive(MemoryArchive.PLENTY, Duration.ZERO).get(0);
        ActionSession other = node.fs().connect("other");
        List<ActiveAction> taken = new ArrayList<>();
        node.before("restore.prepare", () -> {
            slow.giveBack(item);
            taken.add(other.begin(
                    other.receive(MemoryArchive.PLENTY, Duration.ZERO).get(0)));
            node.archive.move(taken.get(0));
        });

        assertThatThrownBy(() -> slow.begin(item)).hasMessageContaining("ECANCELED");

        taken.get(0).end(new Outcome.Done(CONTENT.length, Optional.empty()));
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }

    private Optional<Hint> hint(Path file) throws Exception {
        try (Volume volume = Volume.open(node.root.toString(), Probe.check(node.root.toString()));
                OpenFile open = volume.open(node.fid(file), Access.READ)) {
            return volume.readHint(open);
        }
    }

    private ActiveAction begin(HsmAction action, Path file) throws Exception {
        node.submit(action, node.fid(file));
        ActionSession session = node.fs().connect("agent");
        return session.begin(
                session.receive(MemoryArchive.PLENTY, Duration.ZERO).get(0));
    }
}
