// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.task.CancelToken;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CopyEngineTest {
    private static final int BLOCK = CopyEngine.BLOCK_BYTES;
    private static final Set<DigestAlgorithm> SHA256 = Set.of(DigestAlgorithm.SHA256);

    private final CopyEngine engine = new CopyEngine("coral-test", 2);
    private final CancelToken cancel = new CancelToken();
    private final AtomicLong moved = new AtomicLong();
    private final CopyControl control = new CopyControl(cancel, moved::addAndGet);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void copy_ofSourceCutMeanwhile_isEstale() {
        FakeDataFile source = FakeDataFile.of(random(3 * BLOCK));
        source.onRead(() -> source.truncate(2 * BLOCK - 5));

        assertThatThrownBy(() -> copy(source, new FakeDataFile(3 * BLOCK)))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ESTALE));
    }

    @Test
    void copy_ofSourceCutWithinItsLastHole_isEstale() {
        FakeDataFile source = new FakeDataFile(10 * BLOCK).put(0, random(10));
        source.onRead(() -> source.truncate(BLOCK));

        assertThatThrownBy(() -> copy(source, new FakeDataFile(10 * BLOCK)))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ESTALE));
    }

    @Test
    void copy_toFullSink_failsAndEngineGoesOn() throws Exception {
        FakeDataFile source = FakeDataFile.of(random(3 * BLOCK));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> copy(source, new FakeDataFile(0).failingWrites(Errno.ENOSPC)))
                    .isInstanceOfSatisfying(
                            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOSPC));
        }

        assertThat(copy(source, new FakeDataFile(3 * BLOCK))).isInstanceOf(CopyResult.Copied.class);
    }

    @Test
    void copy_cancelledInItsSecondBlock_stopsThere() throws Exception {
        FakeDataFile source = FakeDataFile.of(random(8 * BLOCK));
        AtomicLong reads = new AtomicLong();
        source.onRead(() -> {
            if (reads.incrementAndGet() == 2) {
                cancel.cancel();
            }
        });

        CopyResult result = copy(source, new FakeDataFile(8 * BLOCK));

        assertThat(result).isInstanceOf(CopyResult.Canceled.class);
        assertThat(reads).hasValue(2);
    }

    @Test
    void copy_interrupted_throwsAndClearsTheFlag() {
        FakeDataFile source = FakeDataFile.of(random(8 * BLOCK));
        source.onRead(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> copy(source, new FakeDataFile(8 * BLOCK))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void copy_ofSparseFile_readsAndWritesItsDataAlone() throws Exception {
        long size = 10L << 30;
        byte[] data = random(5000);
        FakeDataFile source =
                new FakeDataFile(size).put(0, data).put(size / 2 + 77, data).put(size - 5000, data);
        FakeDataFile sink = new FakeDataFile(size);

        Content content = ((CopyResult.Copied) copy(source, sink)).content();

        assertThat(content.sizeBytes()).isEqualTo(size);
        assertThat(content.dataBytes()).isBetween(15_000L, 7 * 4096L).isEqualTo(moved.get());
        assertThat(sink.allocatedBytes()).isEqualTo(source.allocatedBytes());
        assertThat(((CopyResult.Copied) copy(sink, new FakeDataFile(size))).content())
                .isEqualTo(content);
    }

    @Test
    void copy_ofZeroPagesThatAreAllocated_writesNothing() throws Exception {
        FakeDataFile source = FakeDataFile.of(new byte[3 * BLOCK]);
        FakeDataFile sink = new FakeDataFile(3 * BLOCK);

        Content content = ((CopyResult.Copied) copy(source, sink)).content();

        assertThat(content.dataBytes()).isZero();
        assertThat(sink.allocatedBytes()).isZero();
    }

    @Test
    void copy_ofMoreAtOnceThanPlanned_givesEachItsDigests() throws Exception {
        FakeDataFile source = FakeDataFile.of(random(6 * BLOCK + 1));
        CopyResult expected = copy(source, new FakeDataFile(source.lengthBytes()));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            Callable<CopyResult> copy = () -> copy(source, new FakeDataFile(source.lengthBytes()));
            Set<CopyResult> results = new HashSet<>();
            for (Future<CopyResult> each :
                    callers.invokeAll(List.of(copy, copy, copy, copy, copy, copy, copy, copy), 50, TimeUnit.SECONDS)) {
                results.add(each.get());
            }

            assertThat(results).containsExactly(expected);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void copy_afterClose_hashesOnItsOwnThread() throws Exception {
        byte[] bytes = random(2 * BLOCK + 7);
        engine.close();

        Content content = ((CopyResult.Copied) copy(FakeDataFile.of(bytes), new FakeDataFile(bytes.length))).content();

        assertThat(content.digest(DigestAlgorithm.SHA256))
                .contains(NaiveDigest.of(DigestAlgorithm.SHA256, Arrays.copyOf(bytes, bytes.length), BLOCK));
    }

    private CopyResult copy(FakeDataFile source, FakeDataFile sink) throws Exception {
        return engine.copy(ContentSource.of(source), sink::write, SHA256, control);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
