// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Errno;
import coral.core.posix.Extent;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mover owes to a file, whatever kind of {@link DataFile} it is. */
@Timeout(120)
abstract class MoverContract {
    @TempDir
    private Path root;

    /** A new file of holes. */
    abstract DataFile file(long lengthBytes) throws IOException;

    /** Space that a file takes. */
    abstract long allocatedBytes(DataFile file) throws IOException;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1 << 20, (1 << 20) + 1, (5 << 20) + 123})
    void archiveAndRestore_ofAnySize_givesTheBytesBack(int size) throws Exception {
        for (String hash : List.of("crc32c", "sha256")) {
            try (PosixArchive archive = new PosixArchive(root, Map.of("hash", hash))) {
                DataFile source = file(size);
                DataFile target = file(size);
                write(source, 0, PosixArchive.random(size));

                ObjectRef ref = archive.archived(source, size + 1L);
                Outcome outcome = archive.restore(ref, target);

                assertThat(outcome).isEqualTo(new Outcome.Done(size, Optional.empty()));
                assertThat(bytes(target, 0, size)).isEqualTo(PosixArchive.random(size));
                assertThat(ref.url()).isEqualTo("posix:" + archive.object(ref));
            }
        }
    }

    @Test
    void archiveAndRestore_ofSparseFile_keepsHolesBothWays() throws Exception {
        long size = 10L << 30;
        byte[] data = PosixArchive.random(70_000);
        long[] places = {0, (5L << 30) + 12_345, size - data.length};
        try (PosixArchive archive = new PosixArchive(root, Map.of("hash", "sha256"))) {
            DataFile source = file(size);
            DataFile target = file(size);
            for (long place : places) {
                write(source, place, data);
            }

            ObjectRef ref = archive.archived(source, 1);
            Outcome outcome = archive.restore(ref, target);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            for (long place : places) {
                assertThat(bytes(target, place, data.length)).isEqualTo(data);
            }
            assertThat(allocatedBytes(target)).isLessThan(1 << 20);
            assertThat(((Outcome.Done) outcome).bytes()).isLessThan(1 << 20);
        }
    }

    @Test
    void restore_ofAllocatedZeros_leavesAHole() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            DataFile source = file(3 << 20);
            DataFile target = file(3 << 20);
            write(source, 0, new byte[3 << 20]);

            Outcome outcome = archive.restore(archive.archived(source, 1), target);

            assertThat(outcome).isEqualTo(new Outcome.Done(0, Optional.empty()));
            assertThat(allocatedBytes(target)).isZero();
            assertThat(target.nextData(0).map(Extent::offset)).isEmpty();
        }
    }

    @Test
    void archive_again_neverTouchesWhatAnEarlierTryMade() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            DataFile first = file(10);
            DataFile second = file(20);
            write(first, 0, PosixArchive.random(10));
            write(second, 0, PosixArchive.random(20));

            ObjectRef before = archive.archived(first, 1);
            ObjectRef after = archive.archived(second, 1);

            assertThat(after.id()).isNotEqualTo(before.id());
            assertThat(archive.files()).hasSize(2);
            DataFile target = file(20);
            assertThat(archive.restore(after, target)).isInstanceOf(Outcome.Done.class);
            assertThat(bytes(target, 0, 20)).isEqualTo(PosixArchive.random(20));
            DataFile earlier = file(10);
            assertThat(archive.restore(before, earlier)).isInstanceOf(Outcome.Done.class);
            assertThat(bytes(earlier, 0, 10)).isEqualTo(PosixArchive.random(10));
        }
    }

    @Test
    void remove_isIdempotent_andRestoreIsEnoentThen() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            DataFile source = file(10);
            write(source, 0, PosixArchive.random(10));
            ObjectRef ref = archive.archived(source, 1);
            Outcome done = new Outcome.Done(0, Optional.empty());

            assertThat(archive.remove(ref)).isEqualTo(done);
            assertThat(archive.files()).isEmpty();
            assertThat(archive.remove(ref)).isEqualTo(done);
            assertThat(archive.remove(PosixArchive.ref("0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11")))
                    .isEqualTo(done);
            assertThat(archive.restore(ref, file(10))).isInstanceOfSatisfying(Outcome.Failed.class, f -> {
                assertThat(f.error()).isEqualTo(Errno.ENOENT);
                assertThat(f.message()).contains(ref.id());
            });
        }
    }

    private static void write(DataFile file, long offset, byte[] bytes) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(Math.max(1, bytes.length));
        file.write(direct.put(bytes).flip(), offset);
    }

    private static byte[] bytes(DataFile file, long offset, int length) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(Math.max(1, length)).limit(length);
        file.read(direct, offset);
        byte[] bytes = new byte[length];
        direct.flip().get(bytes);
        return bytes;
    }
}
