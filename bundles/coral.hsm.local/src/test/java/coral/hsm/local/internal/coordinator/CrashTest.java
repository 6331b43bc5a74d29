// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.hsm.filesystem.StateChange;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the node between any two steps and opens it again. */
@RequiresRoot
@Timeout(60)
class CrashTest {
    private static final byte[] CONTENT = MemoryArchive.pattern(20_000);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release.begin",
                "release.hint",
                "release.withhold",
                "release.punch",
                "release.times",
                "release.sync",
                "release.record",
                "release.done"
            })
    void release_killedAnywhere_leavesTheFileWholeOrReleased(String step) throws Exception {
        Path file = node.archived("f", CONTENT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        FileTime modified = FileTime.fromMillis(1_234_567_890_123L);
        Files.setLastModifiedTime(file, modified);
        node.run(HsmAction.ARCHIVE, file);
        Fid fid = node.fid(file);
        node.killBefore(step);

        assertThatThrownBy(() -> node.release(file)).isInstanceOf(TestNode.Killed.class);
        node.reopen();

        Entry entry = node.catalogue().entry(fid);
        assertThat(entry.phase()).isEqualTo(Phase.NONE);
        assertThat(entry.state().isLegal()).isTrue();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        if (entry.released()) {
            assertThat(MemoryArchive.isZero(Files.readAllBytes(file))).isTrue();
            node.run(HsmAction.RESTORE, file);
        }
        whole(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore.begin",
                "restore.write",
                "restore.times",
                "restore.unveiling",
                "restore.unveil",
            })
    void restore_killedAnywhere_endsWithTheRightBytes(String step) throws Exception {
        Path file = node.released("f", CONTENT);
        node.killBefore(step);

        assertThatThrownBy(() -> node.run(HsmAction.RESTORE, file)).isInstanceOf(TestNode.Killed.class);
        node.reopen();
        node.archive.work(node.fs());

        assertThat(node.fs().requests().counts().waiting()).isZero();
        assertThat(node.state(file).mask()).isEqualTo(0x9);
        whole(file);
        assertThat(Files.isReadable(file)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.hint", "archive.record"})
    void archive_killedAnywhere_isDoneAgain(String step) throws Exception {
        Path file = node.write("f", CONTENT);
        node.killBefore(step);

        assertThatThrownBy(() -> node.run(HsmAction.ARCHIVE, file)).isInstanceOf(TestNode.Killed.class);
        node.reopen();
        assertThat(node.state(file).mask()).isEqualTo(0x1);
        node.archive.work(node.fs());

        assertThat(node.state(file).mask()).isEqualTo(0x9);
        assertThat(node.archive.objects).hasSize(1);
        assertThat(node.release(file)).isPositive();
    }

    @Test
    void remove_killedBeforeItsRecord_leavesAFileThatIsNotReleased() throws Exception {
        Path file = node.archived("f", CONTENT);
        node.killBefore("remove.record");

        assertThatThrownBy(() -> node.run(HsmAction.REMOVE, file)).isInstanceOf(TestNode.Killed.class);
        node.reopen();

        assertThat(node.archive.objects).isEmpty();
        assertThatThrownBy(() -> node.release(file)).hasMessageContaining("REMOVE WAITING");
        assertThat(node.state(file).has(HsmFlag.DIRTY)).isTrue();
        node.archive.work(node.fs());
        assertThat(node.state(file).mask()).isZero();
        whole(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release.hint", "release.withhold"})
    void release_interruptedBeforeTheModeIsWithheld_thenRewritten_isAnOrdinaryChangedFile(String step)
            throws Exception {
        for (int size : new int[] {3, CONTENT.length, 2 * CONTENT.length}) {
            byte[] fresh = new byte[size];
            Arrays.fill(fresh, (byte) 7);
            Path file = interrupted("f" + size, step);
            Files.write(file, fresh);

            node.open();

            assertThat(node.state(file).mask()).isEqualTo(0xb);
            assertThat(Files.readAllBytes(file)).isEqualTo(fresh);
            node.run(HsmAction.ARCHIVE, file);
            assertThat(node.state(file).mask()).isEqualTo(0x9);
        }
    }

    @Test
    void release_interruptedBeforeItsHint_thenEmptiedByTheOwner_isAnOrdinaryChangedFile() throws Exception {
        Path file = interrupted("f", "release.hint");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0).write(ByteBuffer.wrap(new byte[1]), CONTENT.length - 1L);
        }

        node.open();

        assertThat(node.state(file).mask()).isEqualTo(0xb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release.punch", "release.times", "release.record"})
    void release_interruptedAfterTheModeIsWithheld_thenWrittenTo_isAConflict(String step) throws Exception {
        for (int size : new int[] {3, CONTENT.length}) {
            byte[] fresh = new byte[size];
            Arrays.fill(fresh, (byte) 7);
            Path file = interrupted("f" + size, step);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(fresh), 0);
            }

            node.open();

            assertThat(node.state(file).mask()).isEqualTo(0xd);
            assertThat(Files.readAllBytes(file)).startsWith(fresh);
            assertThat(node.submit(HsmAction.RESTORE, node.fid(file)).toString())
                    .contains("CORAL-HSM-115");
            node.fs().discard(node.fid(file));
            node.run(HsmAction.RESTORE, file);
            whole(file);
        }
    }

    /** A file whose release was killed there; the node is down. */
    private Path interrupted(String name, String step) throws Exception {
        Path file = node.archived(name, CONTENT);
        node.killBefore(step);
        assertThatThrownBy(() -> node.release(file)).isInstanceOf(TestNode.Killed.class);
        node.killBefore(null);
        node.catalogue().close();
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"discard.empty", "discard.record"})
    void discard_killed_isEndedAtTheNextStart(String step) throws Exception {
        Path file = node.released("f", CONTENT);
        Files.write(file, new byte[] {5});
        node.killBefore(step);

        assertThatThrownBy(() -> node.fs().discard(node.fid(file))).isInstanceOf(TestNode.Killed.class);
        node.reopen();

        assertThat(node.state(file).mask()).isEqualTo(0xd);
        node.run(HsmAction.RESTORE, file);
        whole(file);
    }

    @Test
    void keep_killed_givesPermissionsBackAtTheNextStart() throws Exception {
        Path file = node.released("f", CONTENT);
        Files.write(file, new byte[] {5});
        node.killBefore("keep.unveil");
        StateChange keep = new StateChange(Set.of(HsmFlag.DIRTY), Set.of(HsmFlag.RELEASED), ArchiveId.ANY, false);

        assertThatThrownBy(() -> node.fs().files().change(TestNode.ROOT, node.fid(file), keep))
                .isInstanceOf(TestNode.Killed.class);
        node.reopen();

        assertThat(node.state(file).mask()).isEqualTo(0xb);
        assertThat(Files.readAllBytes(file)).containsExactly(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    private static void whole(Path file) throws Exception {
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }
}
