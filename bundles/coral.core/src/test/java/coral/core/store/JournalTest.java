// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import coral.core.metrics.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
    private static final Journal.Format FORMAT = new Journal.Format("test", 1 << 20, 8 << 20);

    @TempDir
    private Path temp;

    @Test
    void open_afterAppends_replaysThemInOrder() throws IOException {
        try (Journal journal = Journal.open(temp, FORMAT, r -> {})) {
            journal.append(bytes("one"));
            journal.enqueue(List.of(bytes("two"), bytes(""))).await();
        }

        assertThat(replayed(temp)).containsExactly("one", "two", "");
    }

    @Test
    void counts_growByWhatIsAppended() throws IOException {
        Journal.Format format = new Journal.Format("counted", 1 << 20, 8 << 20);
        try (Journal journal = Journal.open(temp, format, r -> {})) {
            journal.append(bytes("one"));
            journal.enqueue(List.of(bytes("two"), bytes("three"))).await();
        }

        assertThat(counted("coral_core_journal_appends_total")).isEqualTo(2);
        assertThat(counted("coral_core_journal_records_total")).isEqualTo(3);
        assertThat(counted("coral_core_journal_written_bytes_total")).isEqualTo((double) Files.size(segment(temp)));
        assertThat(counted("coral_core_journal_fsync_duration_seconds")).isGreaterThanOrEqualTo(2);
    }

    private static double counted(String name) {
        Sample.Value value = JournalCounts.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.samples().stream())
                .filter(sample -> sample.labels().containsValue("counted"))
                .map(Sample::value)
                .findFirst()
                .orElseThrow();
        return value instanceof Sample.Distribution durations ? durations.count() : ((Sample.Amount) value).amount();
    }

    @Test
    void open_cutAtEveryByte_givesALegalPrefix() throws IOException {
        Path whole = temp.resolve("whole");
        try (Journal journal = Journal.open(whole, FORMAT, r -> {})) {
            for (int i = 0; i < 5; i++) {
                journal.enqueue(List.of(bytes("a" + i), bytes("b" + i))).await();
            }
        }
        byte[] segment = Files.readAllBytes(segment(whole));
        List<String> all = replayed(whole);

        for (int cut = SegmentHeader.BYTES; cut <= segment.length; cut++) {
            Path torn = place("cut" + cut, Arrays.copyOf(segment, cut));
            List<String> records = replayed(torn);
            assertThat(records).isEqualTo(all.subList(0, records.size()));
            assertThat(records.size() % 2).isZero();
            try (Journal journal = Journal.open(torn, FORMAT, r -> {})) {
                journal.append(bytes("after"));
            }
            assertThat(replayed(torn)).hasSize(records.size() + 1).endsWith("after");
        }
    }

    @Test
    void open_tornTailOfZerosOrNoise_isCut() throws IOException {
        byte[] segment = written("x", "y");
        for (byte[] tail : List.of(new byte[4096], random(4096))) {
            byte[] torn = Arrays.copyOf(segment, segment.length + tail.length);
            System.arraycopy(tail, 0, torn, segment.length, tail.length);
            assertThat(replayed(place("tail" + tail[0], torn))).containsExactly("x", "y");
        }
    }

    @Test
    void open_damageBeforeTheEnd_isRefusedAndChangesNothing() throws IOException {
        byte[] segment = written("first", "second", "third");
        int last = segment.length - Frame.HEADER_BYTES - 4 - "third".length();
        for (int at = SegmentHeader.BYTES; at < last; at++) {
            byte[] damaged = segment.clone();
            damaged[at] ^= 0x10;
            Path directory = place("d" + at, damaged);
            assertThatThrownBy(() -> replayed(directory))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is damaged at byte");
            assertThat(Files.readAllBytes(segment(directory))).isEqualTo(damaged);
        }
    }

    /** Anybody who may put bytes into a record could otherwise keep the journal from being opened for hours. */
    @Test
    void open_ofATornRecordFullOfFrameHeads_isRefusedSoon() throws IOException {
        byte[] segment = written("x");
        ByteBuffer torn = ByteBuffer.allocate(8 << 20).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        torn.put(segment);
        while (torn.remaining() > Frame.HEADER_BYTES) {
            torn.putInt(Frame.MAGIC).putInt(torn.remaining() - 16).putInt(0).putLong(Long.MAX_VALUE);
        }

        assertThatThrownBy(() -> replayed(place("heads", torn.array())))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("to tell a torn write from damage");
    }

    @Test
    void open_ofATornRecordThatHoldsHeadsOfLongFrames_cutsIt() throws IOException {
        byte[] segment = written("x");
        ByteBuffer torn = ByteBuffer.allocate(segment.length + 4096).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        torn.put(segment);
        while (torn.remaining() > Frame.HEADER_BYTES) {
            torn.putInt(Frame.MAGIC).putInt(Frame.MOST_PAYLOAD_BYTES).putInt(0).putLong(Long.MAX_VALUE);
        }

        assertThat(replayed(place("long", torn.array()))).containsExactly("x");
    }

    @Test
    void open_ofARecordThatItsOwnerDoesNotUnderstand_namesTheFile_andChangesNothing() throws IOException {
        Path directory = place("newer", written("x", "y"));
        byte[] before = Files.readAllBytes(segment(directory));

        for (Exception thrown : List.of(new IOException("kind 7"), new IllegalArgumentException("kind 7"))) {
            assertThatThrownBy(() -> Journal.open(directory, FORMAT, r -> {
                        if (thrown instanceof IOException e) {
                            throw e;
                        }
                        throw (RuntimeException) thrown;
                    }))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(segment(directory) + " holds a record at byte 64")
                    .hasMessageContaining("kind 7");
        }
        assertThat(segment(directory)).hasBinaryContent(before);
    }

    @Test
    void open_anyDamageToTheHeader_isRefused() throws IOException {
        byte[] segment = written("x");
        for (int at = 0; at < SegmentHeader.BYTES; at++) {
            byte[] damaged = segment.clone();
            damaged[at] ^= 1;
            Path directory = place("h" + at, damaged);
            assertThatThrownBy(() -> replayed(directory)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void open_unknownFeatureOrVersion_saysSo() throws IOException {
        byte[] segment = written("x");
        assertThatThrownBy(() -> replayed(place("incompat", withBits(segment, 20))))
                .hasMessageContaining("unknown incompat features 0x80");
        assertThatThrownBy(() -> replayed(place("ro", withBits(segment, 16))))
                .hasMessageContaining("unknown ro-compat features 0x80");
        assertThat(replayed(place("compat", withBits(segment, 12)))).containsExactly("x");
        byte[] newer = segment.clone();
        newer[8] = 2;
        assertThatThrownBy(() -> replayed(place("v2", newer))).hasMessageContaining("version 2");
        assertThatThrownBy(() -> Journal.open(temp.resolve("compat"), new Journal.Format("other", 10, 10), r -> {}))
                .hasMessageContaining("format 'test', not 'other'");
    }

    @Test
    void open_twice_isRefused() throws IOException {
        Path directory = temp.resolve("twice");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {})) {
            assertThatThrownBy(() -> replayed(directory)).hasMessageContaining("in use");
            journal.append(bytes("x"));
        }
        assertThat(replayed(directory)).containsExactly("x");
    }

    @Test
    void open_fixtureOfVersion1_isRead() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("journal-v1.segment"))) {
            assertThat(replayed(place("v1", in.readAllBytes()))).containsExactly("snapshot", "first", "second");
        }
    }

    @Test
    void append_byManyThreads_keepsEveryRecordAndEachThreadsOrder() throws Exception {
        ExecutorService pool = coral.core.task.Workers.pool("test-append", 8, 8);
        try (Journal journal = Journal.open(temp, FORMAT, r -> {})) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String name = "t" + t + "-";
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        journal.append(bytes(name + String.format("%03d", i)));
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(50, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }

        List<String> records = replayed(temp);
        assertThat(records).hasSize(400).doesNotHaveDuplicates();
        for (int t = 0; t < 8; t++) {
            String name = "t" + t + "-";
            assertThat(records.stream().filter(r -> r.startsWith(name))).isSorted();
        }
    }

    @Test
    void append_afterAFault_isRefusedUntilReopened() throws IOException {
        FaultyMedium fault = new FaultyMedium();
        Path directory = temp.resolve("faulty");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {}, fault)) {
            journal.append(bytes("good"));
            fault.failSync = true;
            assertThatThrownBy(() -> journal.append(bytes("lost"))).hasMessageContaining("EIO");
            fault.failSync = false;
            assertThatThrownBy(() -> journal.append(bytes("refused"))).hasMessageContaining("EIO");
            assertThat(JournalCounts.failed()).contains(directory);
        }
        assertThat(JournalCounts.failed()).doesNotContain(directory);
        assertThat(replayed(directory)).first().isEqualTo("good");
        assertThat(replayed(directory)).doesNotContain("refused");
    }

    @Test
    void unwell_areThoseThatFailedOrHang_whileTheyAreOpen() throws IOException {
        FaultyMedium fault = new FaultyMedium();
        Path directory = temp.resolve("unwell");
        CountDownLatch device = new CountDownLatch(1);
        try (Journal journal = Journal.open(directory, FORMAT, r -> {}, fault)) {
            journal.append(bytes("good"));
            assertThat(Journal.unwell(Duration.ZERO)).doesNotContain(directory.toString());
            fault.hang = device;
            Journal.Ticket late = journal.enqueue(List.of(bytes("late")));
            await().until(() -> Journal.unwell(Duration.ofMillis(50)).contains(directory.toString()));
            assertThat(Journal.unwell(Duration.ofHours(1))).doesNotContain(directory.toString());
            device.countDown();
            late.await();
            assertThat(Journal.unwell(Duration.ofHours(1))).doesNotContain(directory.toString());
            fault.failSync = true;
            assertThatThrownBy(() -> journal.append(bytes("lost"))).hasMessageContaining("EIO");
            assertThat(Journal.unwell(Duration.ofHours(1))).contains(directory.toString());
        }
        assertThat(Journal.unwell(Duration.ZERO)).doesNotContain(directory.toString());
    }

    @Test
    void open_afterAFailedSync_writesAgainWhatMayBeInMemoryAlone() throws IOException {
        Device device = new Device();
        Path directory = temp.resolve("cached");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {}, device)) {
            journal.append(bytes("good"));
            device.failSync = true;
            assertThatThrownBy(() -> journal.append(bytes("cached"))).hasMessageContaining("EIO");
        }
        assertThat(replayed(place("before", device.durable))).containsExactly("good");

        device.failSync = false;
        List<String> records = new ArrayList<>();
        Journal.open(directory, FORMAT, r -> records.add(new String(r, StandardCharsets.UTF_8)), device)
                .close();

        assertThat(records).containsExactly("good", "cached");
        assertThat(replayed(place("after", device.durable))).isEqualTo(records);
    }

    @Test
    void open_whoseSyncFails_fails() throws IOException {
        Device device = new Device();
        Path directory = temp.resolve("failing");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {}, device)) {
            journal.append(bytes("good"));
        }
        device.failSync = true;

        assertThatThrownBy(() -> Journal.open(directory, FORMAT, r -> {}, device))
                .hasMessageContaining("EIO");

        assertThat(replayed(directory)).containsExactly("good");
    }

    @Test
    void append_ofTooLongARecord_isRefusedAndHarmless() throws IOException {
        try (Journal journal = Journal.open(temp, FORMAT, r -> {})) {
            assertThatThrownBy(() -> journal.append(new byte[(1 << 20) + 1]))
                    .isInstanceOf(IllegalArgumentException.class);
            journal.append(new byte[1 << 20]);
        }
        assertThat(replayed(temp)).hasSize(1);
    }

    @Test
    void append_afterClose_isRefused() throws IOException {
        Journal journal = Journal.open(temp, FORMAT, r -> {});
        journal.close();

        assertThatThrownBy(() -> journal.append(bytes("x"))).hasMessageContaining("closed");
    }

    @Test
    void compact_replacesWhatWasBefore_andKeepsWhatComesAfter() throws IOException {
        try (Journal journal = Journal.open(temp, FORMAT, r -> {})) {
            journal.append(bytes("old"));
            Journal.Ticket done = journal.compact(List.of(bytes("state")));
            journal.append(bytes("new"));
            done.await();
            assertThat(journal.snapshotBytes()).isPositive();
        }
        assertThat(replayed(temp)).containsExactly("state", "new");
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("segment")))
                    .hasSize(1);
        }
    }

    @Test
    void compact_thatFailsBeforeTheRename_leavesAWorkingJournal() throws IOException {
        FaultyMedium fault = new FaultyMedium();
        try (Journal journal = Journal.open(temp, FORMAT, r -> {}, fault)) {
            journal.append(bytes("old"));
            fault.failSync = true;
            assertThatThrownBy(() -> journal.compact(List.of(bytes("state"))).await())
                    .hasMessageContaining("compaction");
            fault.failSync = false;
            journal.append(bytes("new"));
        }
        assertThat(replayed(temp)).containsExactly("old", "new");
    }

    @Test
    void open_afterACrashInCompaction_takesTheWholeSegment() throws IOException {
        byte[] old = written("old");
        Path directory = temp.resolve("crash");
        Files.createDirectories(directory);
        Files.write(directory.resolve("segment-0000000000000001"), old);
        Files.write(directory.resolve("segment.new"), Arrays.copyOf(old, 70));
        assertThat(replayed(directory)).containsExactly("old");

        Path renamed = temp.resolve("renamed");
        try (Journal journal = Journal.open(renamed, FORMAT, r -> {})) {
            journal.compact(List.of(bytes("state"))).await();
        }
        Files.write(renamed.resolve("segment-0000000000000001"), old);
        assertThat(replayed(renamed)).containsExactly("state");
        assertThat(renamed.resolve("segment-0000000000000001")).doesNotExist();
    }

    @Test
    void append_whenTheWriterRunsOutOfMemory_failsAndIsRefusedFromThenOn() throws IOException {
        FaultyMedium faults = new FaultyMedium();
        try (Journal journal = Journal.open(temp, FORMAT, r -> {}, faults)) {
            journal.append(bytes("before"));
            faults.outOfMemory = true;
            Journal.Ticket ticket = journal.enqueue(List.of(bytes("lost")));
            assertThatThrownBy(ticket::await).isInstanceOf(IOException.class).hasMessageContaining("failed");
            assertThatThrownBy(() -> journal.append(bytes("more"))).isInstanceOf(IOException.class);
        }
        assertThat(replayed(temp)).containsExactly("before");
    }

    @Test
    void open_ofAShortSnapshot_isRefused() throws IOException {
        Path directory = temp.resolve("short");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {})) {
            journal.compact(List.of(bytes("state"))).await();
        }
        byte[] segment = Files.readAllBytes(segment(directory));

        assertThatThrownBy(() -> replayed(place("cut", Arrays.copyOf(segment, segment.length - 1))))
                .hasMessageContaining("snapshot is incomplete");
    }

    @Test
    void open_ofRandomDamage_neverInventsARecord() throws IOException {
        Random random = new Random(7);
        String[] records = IntStream.range(0, 40).mapToObj(i -> "record " + i).toArray(String[]::new);
        byte[] segment = written(records);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(segment, segment.length - random.nextInt(segment.length / 2));
            for (int flips = random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            List<String> read;
            try {
                read = replayed(place("fuzz" + i, damaged));
            } catch (JournalException e) {
                continue;
            }
            assertThat(Arrays.asList(records).subList(0, read.size())).isEqualTo(read);
        }
    }

    private byte[] written(String... records) throws IOException {
        Path directory = temp.resolve("written");
        try (Journal journal = Journal.open(directory, FORMAT, r -> {})) {
            for (String record : records) {
                journal.append(bytes(record));
            }
        }
        byte[] segment = Files.readAllBytes(segment(directory));
        Files.delete(segment(directory));
        return segment;
    }

    private Path place(String name, byte[] segment) throws IOException {
        Path directory = Files.createDirectories(temp.resolve(name));
        Files.write(directory.resolve("segment-0000000000000001"), segment);
        return directory;
    }

    private static Path segment(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith("segment-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> replayed(Path directory) throws IOException {
        List<String> records = Collections.synchronizedList(new ArrayList<>());
        Journal.open(directory, FORMAT, r -> records.add(new String(r, StandardCharsets.UTF_8)))
                .close();
        return List.copyOf(records);
    }

    private static byte[] withBits(byte[] segment, int at) {
        ByteBuffer b = ByteBuffer.wrap(segment.clone()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        b.putInt(at, 0x80);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(b.slice(0, SegmentHeader.BYTES - 4));
        b.putInt(SegmentHeader.BYTES - 4, (int) crc.getValue());
        return b.array();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a power cut would leave: a sync that fails loses what it should have written, and nobody tries again. */
    private static final class Device implements UnaryOperator<Medium> {
        private volatile byte[] durable = new byte[0];
        private volatile boolean failSync;

        @Override
        public Medium apply(Medium real) {
            return new Medium() {
                private byte[] next = durable;

                @Override
                public void write(ByteBuffer bytes, long offset) throws IOException {
                    next = Arrays.copyOf(next, Math.max(next.length, (int) offset + bytes.remaining()));
                    bytes.duplicate().get(next, (int) offset, bytes.remaining());
                    real.write(bytes, offset);
                }

                @Override
                public void sync() throws IOException {
                    if (failSync) {
                        next = durable;
                        throw new coral.core.posix.ErrnoException("fsync", "segment", 5);
                    }
                    durable = next.clone();
                    real.sync();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }

    private static final class FaultyMedium implements UnaryOperator<Medium> {
        private volatile CountDownLatch hang = new CountDownLatch(0);
        private volatile boolean failSync;
        private volatile boolean outOfMemory;

        @Override
        public Medium apply(Medium real) {
            return new Medium() {
                @Override
                public void write(ByteBuffer bytes, long offset) throws IOException {
                    if (outOfMemory) {
                        throw new OutOfMemoryError("no direct buffer");
                    }
                    real.write(bytes, offset);
                }

                @Override
                public void sync() throws IOException {
                    try {
                        hang.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    if (failSync) {
                        throw new coral.core.posix.ErrnoException("fsync", "segment", 5);
                    }
                    real.sync();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }
}
