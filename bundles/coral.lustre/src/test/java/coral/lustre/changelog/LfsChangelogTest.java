// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import coral.lustre.changelog.ChangelogExtension.Client;
import coral.lustre.changelog.ChangelogExtension.JobId;
import coral.lustre.changelog.ChangelogExtension.OpenMode;
import coral.lustre.changelog.ChangelogExtension.Rename;
import coral.lustre.changelog.ChangelogExtension.User;
import coral.lustre.changelog.ChangelogExtension.XattrName;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LfsChangelogTest {
    private static final Fid NONE = new Fid(0, 0, 0);

    private static List<ChangelogRecord> recorded(String name) throws Exception {
        return LfsChangelog.parse(Capture.out("08-changelog/" + name));
    }

    private static ChangelogRecord one(String line) throws Exception {
        List<ChangelogRecord> records = LfsChangelog.parse(line + "\n");
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    @Test
    void recordedChangelog_hasAllRecordsInOrder() throws Exception {
        List<ChangelogRecord> records = recorded("changelog");

        assertThat(records)
                .extracting(ChangelogRecord::index)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
        assertThat(records).hasSizeGreaterThan(100);
        assertThat(records).allMatch(r -> r.type().known());
        ChangelogRecord open = records.get(2);
        assertThat(open.type()).isEqualTo(ChangelogType.OPEN);
        assertThat(open.flags()).isEqualTo(0x24a);
        assertThat(open.time()).isEqualTo(Instant.parse("2026-11-22T11:35:38.822078025Z"));
        assertThat(open.target()).isEqualTo(new Fid(0x200000402L, 2, 0));
        assertThat(open.parent()).isEqualTo(new Fid(0x200000402L, 1, 0));
        assertThat(open.name()).isEmpty();
        assertThat(open.find(JobId.class)).contains(new JobId("bash.0"));
        assertThat(open.find(User.class)).contains(new User(0, 0));
        assertThat(open.find(Client.class).orElseThrow().nid()).hasToString("0@lo");
        assertThat(open.find(Client.class).orElseThrow().large()).isTrue();
        assertThat(open.find(OpenMode.class).orElseThrow().text()).isEqualTo("-w-");
        assertThat(records.get(40).find(XattrName.class)).contains(new XattrName("user.foo"));
    }

    @Test
    void recordedNames_areAllThatTheyCanBe() throws Exception {
        assertThat(recorded("changelog"))
                .extracting(ChangelogRecord::name)
                .contains("nl\nnl", "tab\ttab", "x".repeat(255), "renamed=1");
        assertThat(recorded("changelog-mdt1")).extracting(ChangelogRecord::name).contains("dir with space", "naïve é");
    }

    @Test
    void recordedRenames_haveBothNames() throws Exception {
        List<ChangelogRecord> records = recorded("changelog");
        ChangelogRecord plain = records.get(14);
        ChangelogRecord over = records.get(22);

        assertThat(plain.target()).isEqualTo(NONE);
        assertThat(plain.name()).isEqualTo("f2");
        assertThat(plain.find(Rename.class))
                .contains(new Rename(new Fid(0x200000402L, 2, 0), new Fid(0x200000402L, 1, 0), "f1"));
        assertThat(plain.lastLink()).isFalse();
        assertThat(over.target()).isEqualTo(new Fid(0x200000402L, 8, 0));
        assertThat(over.lastLink()).isTrue();
        assertThat(recorded("changelog-mdt1").get(0).find(Rename.class)).isPresent();
        assertThat(records)
                .filteredOn(r -> r.name().equals("renamed=1"))
                .extracting(r -> r.find(Rename.class).orElseThrow().sourceName())
                .containsExactly("dir with space");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08-changelog/changelog",
                "08-changelog/changelog-mask",
                "08-changelog/changelog-mdt1",
                "08-changelog/changelog-range",
                "08-changelog/changelog-user-hsmwatch",
                "09-hsm/b-changelog-hsm",
                "09-hsm/b-changelog-hsm-mdt1",
                "09-hsm-failed/b-changelog-hsm"
            })
    void recordedText_throughBytes_isTheSame(String name) throws Exception {
        for (ChangelogRecord record : LfsChangelog.parse(Capture.out(name))) {
            assertThat(ChangelogRecord.decode(record.encode())).isEqualTo(record);
        }
    }

    @Test
    void recordedHsm_tellsEventsAndErrors() throws Exception {
        List<ChangelogRecord> records = LfsChangelog.parse(Capture.out("09-hsm/b-changelog-hsm-mdt1"));

        assertThat(records).allMatch(r -> r.hsm().isPresent());
        assertThat(records.get(0).hsm().orElseThrow().event()).isEqualTo(HsmEvent.Event.STATE);
        assertThat(records.get(0).find(Client.class).orElseThrow().nid()).hasToString("0@<0:0>");
        assertThat(records.get(0).find(JobId.class)).isEmpty();
        assertThat(records.get(1).hsm().orElseThrow().error()).isEqualTo(125);
    }

    @Test
    void nobodyRegistered_isNoRecord() throws Exception {
        assertThat(LfsChangelog.parse("")).isEmpty();
    }

    @Test
    void olderForms_areRead() throws Exception {
        ChangelogRecord old =
                one("2 02MKDIR 15:15:21.000123 2013.01.09 0x0 t=[0x200000402:0x1:0x0] p=[0x200000007:0x1:0x0] pics");
        ChangelogRecord withJob = one(
                "3 01CREAT 15:15:36.687592024 2018.01.09 0x0 t=[0x200000402:0x2:0x0] j=tmux: server.0 p=[0x200000402:0x1:0x0] a b");
        ChangelogRecord half =
                one("4 09RNMTO 15:15:36.687592024 2012.01.09 0x0 t=[0:0x0:0x0] p=[0x200000402:0x1:0x0] new");

        // The number behind the point is one of nanoseconds, however short it is.
        assertThat(old.time()).isEqualTo(Instant.parse("2013-01-09T15:15:21.000000123Z"));
        assertThat(old.name()).isEqualTo("pics");
        assertThat(old.extensions()).isEmpty();
        assertThat(withJob.find(JobId.class)).contains(new JobId("tmux: server.0"));
        assertThat(withJob.name()).isEqualTo("a b");
        assertThat(half.type()).isEqualTo(ChangelogType.RENAME_TO);
    }

    @Test
    void newerType_isKept() throws Exception {
        assertThat(one("7 25(null) 15:15:36.687592024 2030.01.09 0x0 t=[0x200000402:0x2:0x0]")
                        .type())
                .isEqualTo(new ChangelogType(25));
    }

    @Test
    void ipv6Client_isRead() throws Exception {
        assertThat(one("7 11CLOSE 15:15:36.687592024 2026.01.09 0x0 t=[0x200000402:0x2:0x0] j=a b ef=0x13 u=5:6"
                                + " nid=fe80::1@tcp3")
                        .find(Client.class)
                        .orElseThrow()
                        .nid())
                .hasToString("fe80::1@tcp3");
    }

    @Test
    void nameThatLooksLikeARename_isAName_unlessItIsInARename() throws Exception {
        String name = "a s=[0x200000402:0x2:0x0] sp=[0x200000402:0x1:0x0] b";
        String create = "7 01CREAT 15:15:36.687592024 2026.01.09 0x0 t=[0x200000402:0x2:0x0] p=[0x200000402:0x1:0x0] ";

        assertThat(one(create + name).name()).isEqualTo(name);
        assertThatThrownBy(() -> LfsChangelog.parse(
                        create.replace("01CREAT", "08RENME") + name + " " + name.substring(2) + "\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("two ways");
    }

    @Test
    void damagedLine_isNotTakenForTheRestOfAName() {
        String text = Capture.out("08-changelog/changelog-range");

        assertThatThrownBy(() -> LfsChangelog.parse(text.replace("6 23GXATR", "6x23GXATR")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> LfsChangelog.parse(text + "11 03HLINK 11:35:39.186522122 2026.11.22 0x0\n"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void wrongValues_areRefused() {
        String line =
                "7 11CLOSE 15:15:36.687592024 2026.01.09 0x0 t=[0x200000402:0x2:0x0] j=a ef=0x13 u=5:6 nid=0@lo\n";

        for (String wrong : List.of(
                line.replace("11CLOSE", "11OPEN"),
                line.replace("15:15", "25:15"),
                line.replace("2026.01", "2026.13"),
                line.replace("0x0 t", "0x1000 t"),
                line.replace("[0x200000402:0x2:0x0]", "[0x200000402:0x2]"),
                line.replace("u=5:6", "u=5"),
                line.replace("nid=0@lo", "nid=lo"),
                line.replace("7 11", "99999999999999999999 11"),
                line.substring(0, line.length() - 1))) {
            assertThatThrownBy(() -> LfsChangelog.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("CORAL-LUSTRE-202");
        }
    }

    @Test
    void damagedText_isRefusedOrRead_butNeverHangs() {
        Random random = new Random(41);
        byte[] whole = Capture.bytes("08-changelog/changelog");
        for (int i = 0; i < 150; i++) {
            byte[] damaged = Capture.flipped(random, whole);
            String text = Names.decode(damaged);
            try {
                LfsChangelog.parse(random.nextBoolean() ? text : text.substring(0, random.nextInt(text.length())));
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-202");
            }
        }
    }

    @Test
    void textCutAtALine_hasTrueRecordsOnly() throws Exception {
        String text = Capture.out("08-changelog/changelog-range");
        List<ChangelogRecord> whole = LfsChangelog.parse(text);
        int records = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            records++;
            assertThat(LfsChangelog.parse(text.substring(0, end + 1))).isEqualTo(whole.subList(0, records));
        }
    }
}
