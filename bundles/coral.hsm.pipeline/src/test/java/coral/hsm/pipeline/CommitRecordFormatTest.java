// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.pipeline.CommitRecord.Features;
import coral.hsm.pipeline.CommitRecord.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CommitRecordFormatTest {
    private static final CommitRecord RECORD = record(Features.NONE, List.of());

    private final Random random = new Random(20261124);

    /** commit-record-v1.bin was written by the first release of the format, for {@link #RECORD}. */
    @Test
    void decode_ofFixtureOfVersion1_isWhatWasWritten() throws IOException {
        byte[] fixture = fixture();

        assertThat(CommitRecordFormat.decode(fixture, 5_000_000_000L + fixture.length))
                .isEqualTo(RECORD);
        assertThat(CommitRecordFormat.encode(RECORD)).isEqualTo(fixture);
    }

    @Test
    void decode_behindContent_findsTheRecord() throws IOException {
        byte[] record = CommitRecordFormat.encode(RECORD);
        byte[] end = new byte[CommitRecordFormat.MOST_BYTES];
        random.nextBytes(end);
        System.arraycopy(record, 0, end, end.length - record.length, record.length);

        assertThat(CommitRecordFormat.decode(end, 5_000_000_000L + record.length))
                .isEqualTo(RECORD);
    }

    @Test
    void decode_ofAnySingleByteChange_isRefused() {
        byte[] good = CommitRecordFormat.encode(RECORD);
        for (int at = 0; at < good.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                assertRefused(bad, Errno.EIO);
            }
        }
    }

    @Test
    void decode_ofRandomMutations_isRefused() {
        byte[] good = CommitRecordFormat.encode(RECORD);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = mutated(good);
            if (!Arrays.equals(bad, good)) {
                assertRefused(bad, Errno.EIO);
            }
        }
    }

    @Test
    void decode_ofRandomFieldsWithRightChecksum_readsOrRefusesAndNeverFails() {
        byte[] good = CommitRecordFormat.encode(RECORD);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bad[random.nextInt(bad.length - 16)] = (byte) random.nextInt(256);
            }
            try {
                CommitRecord read = CommitRecordFormat.decode(sealed(bad), 5_000_000_000L + bad.length);
                assertThat(read.codecs()).isEmpty();
                assertThat(read.features().incompat()).isZero();
            } catch (RecordException e) {
                assertThat(e.errno()).isIn(Errno.EIO, Errno.EOPNOTSUPP);
            }
        }
    }

    @Test
    void decode_ofEveryTruncation_isRefused() {
        byte[] good = CommitRecordFormat.encode(RECORD);
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), Errno.EIO);
            assertRefused(Arrays.copyOfRange(good, good.length - length, good.length), Errno.EIO);
        }
    }

    @Test
    void decode_ofObjectOfOtherLength_isRefused() {
        byte[] good = CommitRecordFormat.encode(RECORD);

        assertThatThrownBy(() -> CommitRecordFormat.decode(good, 4_999_999_999L + good.length))
                .hasMessageContaining("5000000000 bytes, the object holds 4999999999");
    }

    @Test
    void decode_ofUnknownIncompatBit_isRefusedByName() {
        byte[] newer = CommitRecordFormat.encode(record(new Features(0, 0, 0x80), List.of()));

        assertRefused(newer, Errno.EOPNOTSUPP);
        assertThatThrownBy(() -> CommitRecordFormat.decode(newer, 5_000_000_000L + newer.length))
                .hasMessageContaining("unknown incompat feature bits 0x80");
    }

    @Test
    void decode_ofUnknownCodec_isRefusedByName() {
        byte[] newer = CommitRecordFormat.encode(record(Features.NONE, List.of("zstd")));

        assertRefused(newer, Errno.EOPNOTSUPP);
        assertThatThrownBy(() -> CommitRecordFormat.decode(newer, 5_000_000_000L + newer.length))
                .hasMessageContaining("unknown codecs [zstd]");
    }

    @Test
    void decode_ofOtherVersion_isRefusedByNumber() {
        byte[] newer = CommitRecordFormat.encode(RECORD);
        newer[9] = 2;

        assertThatThrownBy(() -> CommitRecordFormat.decode(sealed(newer), 5_000_000_000L + newer.length))
                .hasMessageContaining("format version 2, known is 1");
    }

    @Test
    void decode_ofUnknownCompatBits_isRead() throws IOException {
        CommitRecord newer = record(new Features(1, 2, 0), List.of());
        byte[] bytes = CommitRecordFormat.encode(newer);

        assertThat(CommitRecordFormat.decode(bytes, 5_000_000_000L + bytes.length))
                .isEqualTo(newer);
    }

    private static void assertRefused(byte[] bytes, Errno errno) {
        assertThatThrownBy(() -> CommitRecordFormat.decode(bytes, 5_000_000_000L + bytes.length))
                .isInstanceOfSatisfying(
                        RecordException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    private byte[] mutated(byte[] good) {
        byte[] bad = Arrays.copyOf(good, good.length + (random.nextInt(8) == 0 ? random.nextInt(20) : 0));
        int from = random.nextInt(bad.length);
        int to = Math.min(bad.length, from + 1 + random.nextInt(40));
        switch (random.nextInt(3)) {
            case 0 -> Arrays.fill(bad, from, to, (byte) 0);
            case 1 -> System.arraycopy(bad, 0, bad, from, Math.min(from, bad.length - from));
            default -> {
                for (int i = from; i < to; i++) {
                    bad[i] = (byte) random.nextInt(256);
                }
            }
        }
        return bad;
    }

    /** Makes length and checksum right again. */
    private static byte[] sealed(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, record.length - 12);
        ByteBuffer.wrap(record).putInt(record.length - 12, (int) crc.getValue());
        return record;
    }

    private static byte[] fixture() throws IOException {
        try (InputStream in = CommitRecordFormatTest.class.getResourceAsStream("/commit-record-v1.bin")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static CommitRecord record(Features features, List<String> codecs) {
        byte[] sha256 = new byte[32];
        Arrays.fill(sha256, (byte) 0xA5);
        Digest weak = new Digest(DigestAlgorithm.CRC32C, Blob.of(new byte[] {1, 2, 3, 4}));
        Digest strong = new Digest(DigestAlgorithm.SHA256, Blob.of(sha256));
        return new CommitRecord(
                features,
                new Content(5_000_000_000L, 123_456_789, List.of(weak, strong)),
                new Origin("lüstre", new Fid(0x200000401L, 0x1a2b, 0), new Cookie(0x5f2e)),
                Instant.ofEpochSecond(1_795_521_600, 123_456_789),
                codecs);
    }
}
