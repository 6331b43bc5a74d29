// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.lustre.Nid;
import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangelogRecordTest {
    /** Field by field as lustre_user.h has them: a rename with all extensions, the client by IPv6. */
    private static final String RENAME = "0300" + "01f0" + "08000000" + "0f00000000000000" + "0900000000000000"
            + "0700008005000000"
            + "0204000002000000" + "08000000" + "00000000"
            + "0204000002000000" + "01000000" + "00000000"
            + "0204000002000000" + "07000000" + "00000000"
            + "0204000002000000" + "06000000" + "00000000"
            + "6d762e3000000000" + "00".repeat(24)
            + "1f00000000000000"
            + "e803000000000000" + "6400000000000000"
            + "0c020003" + "fe800000000000000000000000000001" + "00000000"
            + "01020000"
            + "757365722e666f6f" + "00".repeat(248)
            + "790078";

    private static byte[] rename() {
        return HexFormat.of().parseHex(RENAME);
    }

    @Test
    void bytes_areReadFieldByField() throws Exception {
        ChangelogRecord record = ChangelogRecord.decode(rename());

        assertThat(record)
                .isEqualTo(new ChangelogRecord(
                        15,
                        ChangelogType.RENAME,
                        1,
                        9,
                        Instant.ofEpochSecond(22, 7),
                        new Fid(0x200000402L, 8, 0),
                        new Fid(0x200000402L, 1, 0),
                        "y",
                        List.of(
                                new ChangelogExtension.Rename(
                                        new Fid(0x200000402L, 7, 0), new Fid(0x200000402L, 6, 0), "x"),
                                new ChangelogExtension.JobId("mv.0"),
                                new ChangelogExtension.User(1000, 100),
                                new ChangelogExtension.Client(
                                        Nid.parse("fe80::1@tcp3").orElseThrow(), true),
                                new ChangelogExtension.OpenMode(0x201),
                                new ChangelogExtension.XattrName("user.foo"))));
        assertThat(record.lastLink()).isTrue();
        assertThat(record.encode()).isEqualTo(rename());
        assertThat(record.find(ChangelogExtension.OpenMode.class).orElseThrow().text())
                .isEqualTo("rw-");
    }

    @Test
    void flagsOfHsm_tellEventErrorAndDirtiness() {
        assertHsm(0x0, HsmEvent.Event.ARCHIVE, 0, false);
        assertHsm(0x2, HsmEvent.Event.ARCHIVE, 2, false);
        assertHsm(0x7d, HsmEvent.Event.ARCHIVE, 125, false);
        assertHsm(0x82, HsmEvent.Event.RESTORE, 2, false);
        assertHsm(0x180, HsmEvent.Event.RELEASE, 0, false);
        assertHsm(0x202, HsmEvent.Event.REMOVE, 2, false);
        assertHsm(0x680, HsmEvent.Event.STATE, 0, true);
        assertThat(new HsmEvent(0x7f).errorTooLarge()).isTrue();
    }

    private static void assertHsm(int flags, HsmEvent.Event event, int error, boolean dirty) {
        HsmEvent hsm = new HsmEvent(flags);
        assertThat(hsm.event()).isEqualTo(event);
        assertThat(hsm.error()).isEqualTo(error);
        assertThat(hsm.dirty()).isEqualTo(dirty);
    }

    @Test
    void mark_hasFlagsInItsTarget() {
        ChangelogRecord mark = new ChangelogRecord(
                1,
                ChangelogType.MARK,
                0,
                0,
                Instant.EPOCH,
                new Fid(0xffff00000003L, 0, 0),
                new Fid(0, 0, 0),
                "",
                List.of());

        assertThat(mark.markFlags()).isEqualTo(3);
        assertThat(mark.hsm()).isEmpty();
        assertThat(mark.lastLink()).isFalse();
    }

    @Test
    void randomRecords_comeBack() throws Exception {
        Random random = new Random(23);
        for (int i = 1; i < 1500; i++) {
            ChangelogRecord record = RandomRecords.record(random, i);
            byte[] bytes = record.encode();

            assertThat(bytes).hasSizeLessThanOrEqualTo(ChangelogRecord.MAX_BYTES);
            assertThat(ChangelogRecord.decode(bytes)).isEqualTo(record);
        }
    }

    @Test
    void cutRecord_isRefused() {
        for (int length = 0; length < rename().length; length++) {
            byte[] cut = Arrays.copyOf(rename(), length);
            assertThatThrownBy(() -> ChangelogRecord.decode(cut))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("CORAL-LUSTRE-203");
        }
    }

    @Test
    void unknownExtraFlag_isRefused_sinceNobodyKnowsItsSize() {
        byte[] newer = rename();
        newer[128] |= (byte) 0x20;

        assertThatThrownBy(() -> ChangelogRecord.decode(newer)).hasMessageContaining("0x3f");
    }

    @Test
    void damagedRecord_isRefused_orReadAsWhatItSays() {
        Random random = new Random(29);
        for (int i = 0; i < 6000; i++) {
            byte[] damaged = Capture.flipped(random, rename());
            try {
                ChangelogRecord record = ChangelogRecord.decode(damaged);
                assertThat(ChangelogRecord.decode(record.encode())).isEqualTo(record);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-203");
            }
        }
    }

    private static List<ChangelogRecord> records(int count) {
        Random random = new Random(31);
        List<ChangelogRecord> records = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            records.add(RandomRecords.record(random, i));
        }
        return records;
    }

    private static byte[] stream(List<ChangelogRecord> records) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ChangelogRecord record : records) {
            all.write(record.encode());
        }
        return all.toByteArray();
    }

    @Test
    void reader_givesAllRecordsOfAStream() throws Exception {
        List<ChangelogRecord> records = records(500);
        try (ChangelogReader reader = new ChangelogReader(new ByteArrayInputStream(stream(records)))) {
            for (ChangelogRecord record : records) {
                assertThat(reader.next()).contains(record);
            }
            assertThat(reader.next()).isEmpty();
            assertThat(reader.lastIndex()).isEqualTo(500);
        }
    }

    @Test
    void reader_ofDamagedStream_givesWhatIsBefore_thenRefusesForGood() throws Exception {
        byte[] whole = stream(records(20));
        Random random = new Random(37);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = Capture.flipped(random, whole);
            byte[] cut = random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length));
            try (ChangelogReader reader = new ChangelogReader(new ByteArrayInputStream(cut))) {
                int before = drain(reader);
                assertThat(before).isLessThan(1000);
            }
        }
    }

    /** Reads to the end or to the damage; after damage there is no more. */
    private static int drain(ChangelogReader reader) throws IOException, ProblemException {
        int records = 0;
        try {
            Optional<ChangelogRecord> next = reader.next();
            while (next.isPresent()) {
                records++;
                next = reader.next();
            }
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-203");
            assertThatThrownBy(reader::next).isSameAs(e);
        }
        return records;
    }

    @Test
    void reader_ofIndexesThatGoBack_refuses() throws Exception {
        List<ChangelogRecord> records = records(3);
        byte[] back = stream(List.of(records.get(1), records.get(0)));
        try (ChangelogReader reader = new ChangelogReader(new ByteArrayInputStream(back))) {
            assertThat(reader.next()).contains(records.get(1));
            assertThatThrownBy(reader::next).hasMessageContaining("index 1 after 2");
        }
    }
}
