// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.posix.Errno;
import coral.core.posix.Extent;
import coral.hsm.model.Blob;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.FakeDataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PosixMoverTest {
    private static final int BLOCK = 1 << 20;

    @TempDir
    private Path temp;

    private PosixArchive archive;

    @BeforeEach
    void open() throws Exception {
        archive = new PosixArchive(Files.createDirectory(temp.resolve("root")), Map.of());
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "../../../../etc/hostname",
                "/etc/hostname",
                "abc",
                "0B7C2F1E-0C7A-8D54-9A55-2F6F5C0D8E11",
                "0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e1",
                "0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11\n",
                "0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11\0",
                "0b7c2f1e\0c7a-8d54-9a55-2f6f5c0d8e11a"
            })
    void restoreAndRemove_ofBadId_areEinvalAndTouchNothing(String id) throws Exception {
        for (String bad : List.of(id, id.repeat(20))) {
            FakeDataFile target = new FakeDataFile(10);

            assertFailed(archive.restore(PosixArchive.ref(bad), target), Errno.EINVAL, "object id is '");
            assertFailed(archive.remove(PosixArchive.ref(bad)), Errno.EINVAL, "object id is '");
            assertThat(target.allocatedBytes()).isZero();
        }
        assertThat(archive.root.resolve("objects")).isEmptyDirectory();
    }

    @Test
    void restoreAndRemove_withoutObject_areEinval() throws Exception {
        MoverAction action = archive.action(1, Optional.empty());

        assertFailed(archive.mover.restore(action, new FakeDataFile(1)), Errno.EINVAL, "object id is none");
        assertFailed(archive.mover.remove(action), Errno.EINVAL, "object id is none");
    }

    @Test
    void restore_followsNoSymbolicLink() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(100)), 1);
        Path object = archive.object(ref);
        Path elsewhere = Files.move(object, temp.resolve("elsewhere"));
        Files.createSymbolicLink(object, elsewhere);

        assertThat(archive.restore(ref, new FakeDataFile(100))).isInstanceOf(Outcome.Failed.class);

        Files.delete(object);
        Files.move(elsewhere, object);
        Path shelf = object.getParent();
        Path moved = Files.move(shelf, temp.resolve("shelf"));
        Files.createSymbolicLink(shelf, moved);

        assertThat(archive.restore(ref, new FakeDataFile(100))).isInstanceOf(Outcome.Failed.class);
        assertThat(archive.remove(ref)).isInstanceOf(Outcome.Failed.class);
        assertThat(moved.toFile().list()).containsExactly(ref.id());
    }

    @Test
    void restore_ofAnyFlippedBit_isEio() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(9000)), 1);
        byte[] good = Files.readAllBytes(archive.object(ref));
        for (int at = 0; at < good.length; at += at < 8990 ? 101 : 1) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(archive.object(ref), bad);

            assertFailed(archive.restore(ref, new FakeDataFile(9000)), Errno.EIO, ref.id());
        }
    }

    @Test
    void restore_ofTruncatedOrEmptyObject_isEio() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(9000)), 1);
        byte[] good = Files.readAllBytes(archive.object(ref));
        for (int length : new int[] {good.length - 1, 9000, 4096, 15, 1, 0}) {
            Files.write(archive.object(ref), Arrays.copyOf(good, length));

            assertFailed(archive.restore(ref, new FakeDataFile(9000)), Errno.EIO, "damaged commit record");
        }
    }

    @Test
    void restore_ofHolePunchedIntoObject_isEio() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(3 * BLOCK)), 1);
        try (RandomAccessFile file = new RandomAccessFile(archive.object(ref).toFile(), "rw")) {
            file.seek(BLOCK);
            file.write(new byte[BLOCK]);
        }
        FakeDataFile target = new FakeDataFile(3 * BLOCK);

        assertFailed(archive.restore(ref, target), Errno.EIO, "damaged object");
        assertThat(target.syncs()).isZero();
    }

    @Test
    void restore_toFileOfOtherLength_isEioAndWritesNothing() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(9000)), 1);
        FakeDataFile target = new FakeDataFile(9001);

        assertFailed(archive.restore(ref, target), Errno.EIO, "it holds 9000 bytes, the file has 9001");
        assertThat(target.allocatedBytes()).isZero();
    }

    @Test
    void restore_withOtherHash_isEioAndWritesNothing() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(9000)), 1);
        for (Blob hash : List.of(Blob.of(new byte[] {1, 1, 2, 3, 4}), Blob.of(new byte[20]))) {
            FakeDataFile target = new FakeDataFile(9000);

            assertFailed(archive.restore(new ObjectRef(ref.id(), hash, ""), target), Errno.EIO, "archived with digest");
            assertThat(target.allocatedBytes()).isZero();
        }
        assertThat(archive.restore(PosixArchive.ref(ref.id()), new FakeDataFile(9000)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void restore_toFullTarget_isItsError() throws Exception {
        ObjectRef ref = archive.archived(FakeDataFile.of(PosixArchive.random(9000)), 1);

        assertFailed(archive.restore(ref, new FakeDataFile(9000).failingWrites(Errno.ENOSPC)), Errno.ENOSPC, ref.id());
    }

    /** object-v1.bin was written by the first release of the format: 5000 bytes, a page of them a hole, SHA-256. */
    @Test
    void restore_ofObjectOfVersion1_works() throws Exception {
        ObjectRef ref = PosixArchive.ref("0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11");
        Files.createDirectories(archive.object(ref).getParent());
        try (InputStream in = PosixMoverTest.class.getResourceAsStream("/object-v1.bin")) {
            assertThat(in).isNotNull();
            Files.copy(in, archive.object(ref));
        }
        FakeDataFile target = new FakeDataFile(5000);

        assertThat(archive.restore(ref, target)).isInstanceOf(Outcome.Done.class);
        byte[] expected = new byte[5000];
        for (int i = 4096; i < 5000; i++) {
            expected[i] = (byte) i;
        }
        assertThat(target.content(5000)).isEqualTo(expected);
        assertThat(target.nextData(0)).contains(new Extent(4096, 904));
    }

    @Test
    void archive_cancelledMidCopy_leavesNothing() throws Exception {
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(5 * BLOCK));
        AtomicInteger reads = new AtomicInteger();
        source.onRead(() -> {
            if (reads.incrementAndGet() == 2) {
                archive.cancel.cancel();
            }
        });

        assertThat(archive.archive(source, 1)).isInstanceOf(Outcome.Canceled.class);
        assertThat(reads).hasValue(2);
        assertThat(archive.files()).isEmpty();
    }

    @Test
    void archive_interruptedMidCopy_leavesNothing() throws Exception {
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(5 * BLOCK));
        source.onRead(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> archive.archive(source, 1)).isInstanceOf(InterruptedException.class);
        assertThat(archive.files()).isEmpty();
    }

    @Test
    void archive_ofSourceCutMeanwhile_isEstaleAndLeavesNothing() throws Exception {
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(5 * BLOCK));
        source.onRead(() -> source.truncate(BLOCK + 1));

        assertFailed(archive.archive(source, 1), Errno.ESTALE, "length changed");
        assertThat(archive.files()).isEmpty();
    }

    @Test
    void archive_whileRootIsAway_writesNothingAndComesBack() throws Exception {
        Path away = Files.move(archive.root, temp.resolve("away"));
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(100));

        assertFailed(archive.archive(source, 1), Errno.ENODEV, "CORAL-POSIX-010");
        assertOffline("CORAL-POSIX-010");

        Files.createDirectory(archive.root);
        assertFailed(archive.archive(source, 1), Errno.ENODEV, "CORAL-POSIX-011");
        assertFailed(archive.remove(PosixArchive.ref("0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11")), Errno.ENODEV, "-011");
        assertOffline("CORAL-POSIX-011");
        assertThat(archive.root).isEmptyDirectory();

        Files.delete(archive.root);
        Files.move(away, archive.root);
        assertThat(archive.archive(source, 1)).isInstanceOf(Outcome.Done.class);
        assertThat(archive.mover.offline()).isEmpty();
    }

    @Test
    void archive_toRootOfAnotherArchiveOrOfANewerFormat_writesNothing() throws Exception {
        Path marker = archive.root.resolve(ArchiveMarker.NAME);
        String good = Files.readString(marker);
        Map<String, String> bad = Map.of(
                good.replace(PosixArchive.UUID, "00000000-0000-4000-8000-000000000000"),
                "CORAL-POSIX-013",
                good.replace("\"version\":1", "\"version\":2"),
                "CORAL-POSIX-012",
                good.replace("\"incompat\":0", "\"incompat\":1"),
                "CORAL-POSIX-012",
                good.replace("\"roCompat\":0", "\"roCompat\":1"),
                "CORAL-POSIX-012",
                "",
                "CORAL-POSIX-012",
                "{",
                "CORAL-POSIX-012",
                "\0".repeat(9000),
                "CORAL-POSIX-012");
        for (Map.Entry<String, String> each : bad.entrySet()) {
            Files.writeString(marker, each.getKey());

            assertOffline(each.getValue());
            assertFailed(archive.archive(FakeDataFile.of(new byte[] {1}), 1), Errno.ENODEV, each.getValue());
        }
        assertThat(archive.files()).isEmpty();
    }

    @Test
    void archive_ofDifferentCookies_makesDifferentObjects() throws Exception {
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(100));

        assertThat(archive.archived(source, 1).id())
                .isNotEqualTo(archive.archived(source, 2).id());
        assertThat(archive.files()).hasSize(2);
    }

    private void assertOffline(String code) {
        assertThat(archive.mover.offline()).hasValueSatisfying(p -> {
            assertThat(p.code()).isEqualTo(code);
            assertThat(p.message()).contains(archive.root.toString());
        });
    }

    private static void assertFailed(Outcome outcome, Errno errno, String part) throws IOException {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error()).isEqualTo(errno);
            assertThat(failed.message()).contains(part);
        });
    }

    @Test
    void metrics_countObjectsBytesFsyncsAndErrors_andBreakNoRule() throws Exception {
        FakeDataFile source = FakeDataFile.of(PosixArchive.random(BLOCK));
        ObjectRef object = archive.archived(source, 1);
        archive.restore(object, new FakeDataFile(BLOCK));
        archive.remove(object);
        archive.restore(object, new FakeDataFile(BLOCK));

        Map<String, List<Sample>> samples = archive.metrics.metrics().stream()
                .peek(metric -> assertThat(metric.violation()).isEmpty())
                .collect(Collectors.toMap(Metric::name, Metric::samples));
        Map<String, String> first = Map.of("archive", "1");
        assertThat(samples)
                .containsEntry("coral_hsm_posix_written_objects_total", List.of(Sample.of(1, first)))
                .containsEntry("coral_hsm_posix_written_bytes_total", List.of(Sample.of(BLOCK, first)))
                .containsEntry("coral_hsm_posix_read_objects_total", List.of(Sample.of(1, first)))
                .containsEntry("coral_hsm_posix_read_bytes_total", List.of(Sample.of(BLOCK, first)))
                .containsEntry("coral_hsm_posix_removed_objects_total", List.of(Sample.of(1, first)))
                .containsEntry(
                        "coral_hsm_posix_errors_total",
                        List.of(Sample.of(1, Map.of("archive", "1", "errno", "ENOENT"))));
        Sample fsyncs = Objects.requireNonNull(samples.get("coral_hsm_posix_fsync_duration_seconds"))
                .get(0);
        assertThat(((Sample.Distribution) fsyncs.value()).count()).isEqualTo(2);
    }
}
