// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ArchivesCommandTest {
    @TempDir
    private Path home;

    private final ScriptedType type = new ScriptedType();
    private Shell shell = new Shell(Path.of("/"));

    @BeforeEach
    void makeShell() {
        shell = new Shell(home);
        shell.types.add(type);
    }

    @Test
    void add_thenLs_listsWhatWasGiven() {
        assertThat(add("1", "--root", "/b/a1", "--threads", "2", "--hash=sha256"))
                .isZero();
        assertThat(shell.out()).isEqualTo("archive 1: added\n");

        assertThat(shell.run("archives", "ls")).isZero();
        assertThat(shell.out()).isEqualTo("1 --type fake --threads 2 --hash sha256 --root /b/a1\n");
        assertThat(type.prepared).hasSize(1);
    }

    @Test
    void ls_json_hasStableFields() {
        add("7", "--root", "/r");

        shell.run("archives", "ls", "--json");

        assertThat(shell.out())
                .matches("\\{\"id\":7,\"type\":\"fake\",\"uuid\":\"[0-9a-f-]{36}\",\"threads\":4,"
                        + "\"prepared\":true,\"options\":\\{\"root\":\"/r\"}}\n");
    }

    @Test
    void add_idAfterTheKeys_isUnderstood() {
        assertThat(shell.run("archives", "add", "--type", "fake", "--root", "/r", "5"))
                .isZero();

        shell.run("archives", "ls");
        assertThat(shell.out()).isEqualTo("5 --type fake --threads 4 --root /r\n");
    }

    @Test
    void add_unknownKey_namesTheNearestAndAllAllowed() {
        assertThat(add("1", "--root", "/r", "--hsh", "sha256")).isEqualTo(22);

        assertThat(shell.err())
                .isEqualTo("CORAL-HSM-023: archives of type fake have no key --hsh; "
                        + "did you mean --hash? allowed are --hash, --root\n");
        assertNothingAdded();
    }

    @Test
    void add_mandatoryKeyMissing_isNamed() {
        assertThat(add("1")).isEqualTo(22);

        assertThat(shell.err())
                .isEqualTo("CORAL-HSM-024: archives of type fake need --root; give --root: directory, absolute\n");
        assertNothingAdded();
    }

    @Test
    void add_unknownType_namesThoseThereAre() {
        assertThat(shell.run("archives", "add", "1", "--type", "tape")).isEqualTo(22);

        assertThat(shell.err()).isEqualTo("CORAL-HSM-022: no mover type is called 'tape'; there are fake\n");
    }

    @Test
    void add_valueThatTheTypeRefuses_addsNothing() {
        assertThat(add("1", "--root", "/r", "--hash", "wrong")).isEqualTo(22);

        assertThat(shell.err()).isEqualTo("CORAL-FAKE-001: scripted refusal\n");
        assertNothingAdded();
    }

    @Test
    void add_secondArchiveOfOneId_isRefused() {
        add("1", "--root", "/r");

        assertThat(add("1", "--root", "/other")).isEqualTo(17);

        assertThat(shell.err()).startsWith("CORAL-HSM-025: archive 1 is there already");
    }

    @Test
    void add_sameAgain_changesNothing() {
        add("1", "--root", "/r");

        assertThat(add("1", "--root", "/r")).isZero();

        assertThat(shell.out()).isEqualTo("archive 1 is there already, configured the same\n");
        assertThat(type.prepared).hasSize(1);
    }

    @Test
    void add_dryRun_changesNothing() {
        assertThat(add("1", "--root", "/r", "--dry-run")).isZero();

        assertThat(shell.out()).isEqualTo("archive 1: would be added\n");
        assertNothingAdded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4294967296", "-1", "one"})
    void add_idOutOfRange_isUsage(String id) {
        assertThat(add(id, "--root", "/r")).isEqualTo(64);
        assertNothingAdded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "257", "x"})
    void add_threadsOutOfRange_isUsage(String threads) {
        assertThat(add("1", "--root", "/r", "--threads", threads)).isEqualTo(64);
        assertNothingAdded();
    }

    @Test
    void set_oneKey_othersStay() {
        add("1", "--root", "/r", "--hash", "sha256");
        type.marks.put("/moved", type.marks.getOrDefault("/r", ""));

        assertThat(shell.run("archives", "set", "1", "--root", "/moved", "--threads", "9"))
                .isZero();

        shell.run("archives", "ls");
        assertThat(shell.out()).isEqualTo("1 --type fake --threads 9 --hash sha256 --root /moved\n");
        assertThat(type.prepared).hasSize(1);
    }

    @Test
    void set_aPlaceWithoutItsMark_isRefused() {
        add("1", "--root", "/r");
        add("2", "--root", "/others");

        for (String place : new String[] {"/others", "/bare"}) {
            assertThat(shell.run("archives", "set", "1", "--root", place)).isEqualTo(17);
            assertThat(shell.err()).contains("CORAL-HSM-034");
        }
        shell.run("archives", "ls");
        assertThat(shell.out()).contains("1 --type fake --threads 4 --root /r\n");
    }

    @Test
    void add_adopt_takesAPlaceAgainUnderItsOldUuid() {
        add("1", "--root", "/r");
        shell.run("archives", "ls", "--json");
        String before = shell.out();
        shell.run("archives", "remove", "1");

        assertThat(add("1", "--root", "/r", "--adopt")).isZero();

        shell.run("archives", "ls", "--json");
        assertThat(shell.out()).isEqualTo(before);
        assertThat(add("2", "--root", "/bare", "--adopt")).isEqualTo(2);
        assertThat(shell.err()).contains("CORAL-HSM-033");
    }

    @Test
    void set_unknownArchiveKeyOrNone_isRefused() {
        add("1", "--root", "/r");

        assertThat(shell.run("archives", "set", "2", "--root", "/r")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("CORAL-HSM-026: there is no archive 2; there are 1\n");
        assertThat(shell.run("archives", "set", "1", "--rot", "/r")).isEqualTo(22);
        assertThat(shell.run("archives", "set", "1")).isEqualTo(64);
    }

    @Test
    void remove_whileRequestsAreLive_isRefused() {
        add("1", "--root", "/r");
        MemoryFileSystem fs = shell.fileSystem("one", "/fs");
        fs.request(5, fs.file("a"), HsmAction.ARCHIVE, RequestStatus.WAITING, 0);

        assertThat(shell.run("archives", "remove", "1")).isEqualTo(16);

        assertThat(shell.err())
                .startsWith("CORAL-HSM-027: archive 1 has live requests, such as 0x5 of file system one");
        shell.run("archives", "ls");
        assertThat(shell.out()).isNotEmpty();
    }

    @Test
    void remove_dryRunThenReally_forgets() {
        add("1", "--root", "/r");

        shell.run("archives", "remove", "1", "--dry-run");
        assertThat(shell.out()).isEqualTo("archive 1: would be removed\n");
        assertThat(shell.run("archives", "remove", "1")).isZero();

        assertNothingAdded();
    }

    @Test
    void changes_byAnOrdinaryUser_areRefused() {
        shell.caller = Shell.user();

        assertThat(add("1", "--root", "/r")).isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo("CORAL-HSM-010: user mia may not change archives; root and the user of the node may\n");
        assertThat(shell.run("archives", "ls")).isZero();
    }

    @Test
    void help_ofAdd_showsTheTypesKeys() {
        assertThat(shell.help("archives", "add")).contains("--root=VALUE", "fake: directory, absolute");
    }

    @Test
    void status_withoutMoverType_saysThatRequestsWait() {
        add("1", "--root", "/r");
        shell.types.remove(type);
        shell.fileSystem("one", "/fs");

        assertThat(shell.run("status")).isZero();

        assertThat(shell.out()).isEqualTo("""
                FILE SYSTEM  ROOT  WAITING  STARTED  SUCCEEDED  FAILED  CANCELED
                one          /fs   0        0        0          0       0
                ARCHIVE  TYPE  THREADS  QUEUED  ACTIVE  DONE  FAILED  BYTES  STATE
                1        fake  4        0       0       0     0       0      offline: CORAL-HSM-028: \
                no mover of type fake is here; requests wait; install or start the bundle that brings it
                """);
    }

    @Test
    void status_json_hasStableFields() {
        add("1", "--root", "/r");
        shell.types.remove(type);

        shell.run("status", "--json");

        assertThat(shell.out())
                .startsWith("{\"fileSystems\":[],\"archives\":[{\"id\":1,\"type\":\"fake\",\"threads\":4,"
                        + "\"online\":false,\"offline\":{\"code\":\"CORAL-HSM-028\",\"errno\":\"ENODEV\"")
                .contains("\"queued\":0,\"active\":0,\"done\":0,\"failed\":0,\"failedByErrno\":{},\"canceled\":0");
    }

    private int add(String id, String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(new String[] {"archives", "add", id, "--type", "fake"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return shell.run(words);
    }

    private void assertNothingAdded() {
        shell.run("archives", "ls");
        assertThat(shell.out()).isEmpty();
    }
}
