// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.StateChange;
import coral.hsm.filesystem.Submission;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresRoot
@Timeout(60)
class CycleTest {
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
    void cycle_ofEverySize_givesBackContentModeAndTimes() throws Exception {
        for (int size : new int[] {0, 1, 4095, 4096, 4097, 1 << 20}) {
            byte[] content = MemoryArchive.pattern(size);
            Path file = node.write("f" + size, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_234_567_890_123L));

            node.run(HsmAction.ARCHIVE, file);
            assertThat(node.state(file)).isEqualTo(HsmState.of(0x9, new ArchiveId(1)));
            assertThat(node.release(file)).isGreaterThanOrEqualTo(size > 4096 ? 4096 : 0);
            assertThat(node.state(file)).isEqualTo(HsmState.of(0xd, new ArchiveId(1)));
            assertThat(MemoryArchive.isZero(Files.readAllBytes(file))).isTrue();
            assertThat(Files.size(file)).isEqualTo(size);
            assertThat(mode(file)).isEqualTo("---------");
            assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_234_567_890_123L);
            assertThat(node.release(file)).isZero();
            node.run(HsmAction.RESTORE, file);

            assertThat(node.state(file)).isEqualTo(HsmState.of(0x9, new ArchiveId(1)));
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            assertThat(mode(file)).isEqualTo("rwxr-x--x");
            assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_234_567_890_123L);
            assertThat(node.release(file)).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void cycle_acrossRestarts_works() throws Exception {
        byte[] content = MemoryArchive.pattern(10_000);
        Path file = node.write("f", content);
        node.submit(HsmAction.ARCHIVE, node.fid(file));
        node.reopen();
        node.archive.work(node.fs());
        node.catalogue().compact().await();
        node.reopen();
        node.release(file);
        node.reopen();
        node.run(HsmAction.RESTORE, file);
        node.reopen();

        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(node.state(file).mask()).isEqualTo(0x9);
    }

    @Test
    void release_ofAFileThatWasChanged_isRefusedAndMarksItDirty() throws Exception {
        Path file = node.archived("f", MemoryArchive.pattern(5000));
        FileTime before = Files.getLastModifiedTime(file);
        Files.write(file, new byte[] {9}, StandardOpenOption.WRITE);
        assertThat(node.state(file).mask()).isEqualTo(0xb);
        Files.setLastModifiedTime(file, before);
        assertThat(node.state(file).mask()).isEqualTo(0x9);

        refused(Errno.EPERM, () -> node.release(file));

        assertThat(node.state(file).mask()).isEqualTo(0xb);
        assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) 9);
        node.run(HsmAction.ARCHIVE, file);
        assertThat(node.release(file)).isPositive();
    }

    @Test
    void release_whileOpenOrMapped_isBusy() throws Exception {
        Path file = node.archived("f", MemoryArchive.pattern(5000));
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
            refused(Errno.EBUSY, () -> node.release(file));
            assertThat(open.size()).isEqualTo(5000);
        }
        assertThat(node.fs().files().release(TestNode.ROOT, node.fid(file), true))
                .isPositive();
        assertThat(node.state(file).has(HsmFlag.RELEASED)).isFalse();
        assertThat(node.release(file)).isPositive();
    }

    @Test
    void release_ofWhatIsNotArchivedOrKept_isRefused() throws Exception {
        Path plain = node.write("plain", new byte[10]);
        refused(Errno.EPERM, () -> node.release(plain));
        Path kept = node.archived("kept", new byte[10]);
        change(kept, Set.of(HsmFlag.NORELEASE), Set.of());
        refused(Errno.EPERM, () -> node.release(kept));
        change(kept, Set.of(HsmFlag.LOST), Set.of(HsmFlag.NORELEASE));
        refused(Errno.EPERM, () -> node.release(kept));
        refused(Errno.EPERM, () -> node.fs().files().release(TestNode.USER, node.fid(kept), false));
        refused(Errno.ENOENT, () -> node.fs().files().release(TestNode.ROOT, new Fid(0x200000400L, 1 << 30, 7), false));
    }

    @Test
    void release_ofAHardLink_releasesTheInodeOnce() throws Exception {
        Path file = node.archived("f", MemoryArchive.pattern(9000));
        Path link = Files.createLink(node.root.resolve("g"), file);
        assertThat(node.fid(link)).isEqualTo(node.fid(file));
        refused(Errno.EPERM, () -> node.release(link));
        node.run(HsmAction.ARCHIVE, file);
        node.release(link);
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(link)).isEqualTo(MemoryArchive.pattern(9000));
    }

    @Test
    void restore_ofAFileChangedWhileReleased_isRefused_andKeepOrDiscardEndsIt() throws Exception {
        Path file = node.released("f", MemoryArchive.pattern(8192));
        Files.write(file, new byte[] {7}, StandardOpenOption.WRITE);

        Submission refused = node.submit(HsmAction.RESTORE, node.fid(file));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        r -> assertThat(r.problem().text())
                                .contains("CORAL-HSM-115")
                                .contains("hsm fs keep"));
        assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) 7);

        node.fs().discard(node.fid(file));
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(MemoryArchive.pattern(8192));

        node.release(file);
        Files.write(file, new byte[] {7});
        refused(Errno.EINVAL, () -> change(file, Set.of(), Set.of(HsmFlag.RELEASED)));
        assertThat(change(file, Set.of(HsmFlag.DIRTY), Set.of(HsmFlag.RELEASED)).mask())
                .isEqualTo(0xb);
        assertThat(Files.readAllBytes(file)).containsExactly(7);
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        node.run(HsmAction.ARCHIVE, file);
        node.release(file);
        assertThat(node.state(file).mask()).isEqualTo(0xd);
    }

    @Test
    void restore_thatFails_leavesTheFileReleasedAndEmpty() throws Exception {
        Path file = node.released("f", MemoryArchive.pattern(8192));
        var saved = List.copyOf(node.archive.objects.entrySet());
        node.archive.objects.clear();

        node.run(HsmAction.RESTORE, file);

        assertThat(node.state(file).mask()).isEqualTo(0xd);
        assertThat(mode(file)).isEqualTo("---------");
        assertThat(node.fs().requests().counts().failed()).isEqualTo(1);
        saved.forEach(e -> node.archive.objects.put(e.getKey(), e.getValue()));
        node.run(HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(MemoryArchive.pattern(8192));
    }

    @Test
    void remove_clearsFlagsAndKeepsTheArchiveId() throws Exception {
        Path file = node.archived("f", new byte[10]);
        node.run(HsmAction.REMOVE, file);
        assertThat(node.state(file)).isEqualTo(HsmState.of(0, new ArchiveId(1)));
        assertThat(node.archive.objects).isEmpty();
    }

    @Test
    void remove_ofADeletedFile_worksByFid() throws Exception {
        Path file = node.released("f", new byte[10]);
        Fid released = node.fid(file);
        Path other = node.archived("g", new byte[10]);
        Fid fid = node.fid(other);
        Files.delete(other);
        Files.delete(file);
        node.fs().compact();
        node.reopen();

        assertThat(node.submit(HsmAction.REMOVE, fid)).isInstanceOf(Submission.Accepted.class);
        node.submit(HsmAction.REMOVE, released);
        node.archive.work(node.fs());

        assertThat(node.archive.objects).hasSize(1);
        assertThat(node.catalogue().entry(fid).isFresh()).isTrue();
        assertThat(node.submit(HsmAction.ARCHIVE, fid)).isInstanceOf(Submission.Refused.class);
    }

    @Test
    void copyWithXattrs_inheritsNothing() throws Exception {
        Path file = node.released("f", MemoryArchive.pattern(100));
        Process copy = new ProcessBuilder(
                        "cp", "-a", file.toString(), node.root.resolve("copy").toString())
                .start();
        assertThat(copy.waitFor()).isZero();

        assertThat(node.state(node.root.resolve("copy"))).isEqualTo(HsmState.NEW);
    }

    @Test
    void change_byTheOwner_isHeldToTheUserMask() throws Exception {
        Path file = node.write("f", new byte[10]);
        Fid fid = node.fid(file);
        refused(Errno.EPERM, () -> node.fs().files().change(TestNode.USER, fid, set(HsmFlag.NORELEASE)));
        assertThat(new ProcessBuilder("chown", "12345", file.toString()).start().waitFor())
                .isZero();
        assertThat(node.fs()
                        .files()
                        .change(TestNode.USER, fid, set(HsmFlag.NORELEASE))
                        .mask())
                .isEqualTo(0x10);
        refused(Errno.EPERM, () -> node.fs().files().change(TestNode.USER, fid, set(HsmFlag.ARCHIVED)));
        refused(Errno.EINVAL, () -> node.fs().files().change(TestNode.USER, fid, set(HsmFlag.DIRTY)));
        refused(Errno.EINVAL, () -> node.fs().files().change(TestNode.ROOT, fid, set(HsmFlag.RELEASED)));
        node.reopen();
        assertThat(node.state(file).mask()).isEqualTo(0x10);
    }

    @Test
    void change_clearingDirty_makesItClean_butReleaseStillRefuses() throws Exception {
        Path file = node.archived("f", new byte[10]);
        Files.write(file, new byte[] {1});
        assertThat(node.state(file).has(HsmFlag.DIRTY)).isTrue();
        assertThat(change(file, Set.of(), Set.of(HsmFlag.DIRTY)).mask()).isEqualTo(0x9);
        assertThat(node.state(file).mask()).isEqualTo(0x9);
        refused(Errno.EPERM, () -> node.release(file));
        assertThat(node.state(file).mask()).isEqualTo(0xb);
    }

    @Test
    void tick_dropsEndedRequestsAfterTheGracePeriod() throws Exception {
        Path file = node.write("f", new byte[10]);
        Submission.Accepted accepted = (Submission.Accepted) node.run(HsmAction.ARCHIVE, file);
        node.fs().tick();
        assertThat(node.fs().requests().request(accepted.cookie())).isPresent();
        node.clock.pass(Duration.ofSeconds(61));
        node.fs().tick();
        assertThat(node.fs().requests().request(accepted.cookie())).isEmpty();
    }

    private HsmState change(Path file, Set<HsmFlag> set, Set<HsmFlag> clear) throws ProblemException {
        return node.fs()
                .files()
                .change(TestNode.ROOT, node.fid(file), new StateChange(set, clear, ArchiveId.ANY, false));
    }

    static StateChange set(HsmFlag flag) {
        return new StateChange(Set.of(flag), Set.of(), ArchiveId.ANY, false);
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void refused(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errno()).isEqualTo(errno));
    }
}
