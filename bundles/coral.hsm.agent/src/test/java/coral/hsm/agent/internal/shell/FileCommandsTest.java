// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.filesystem.StateChange;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileCommandsTest {
    private static final String NOT_UTF8 = Names.decode(new byte[] {'x', (byte) 0xff, '\n', 'y'});

    @TempDir
    private Path home;

    private Shell shell = new Shell(Path.of("/"));
    private MemoryFileSystem fs = new MemoryFileSystem("unused", "/unused");

    @BeforeEach
    void makeFiles() {
        shell = new Shell(home);
        fs = shell.fileSystem("one", "/fs");
    }

    @Test
    void state_releasedFile_isPrintedAsLfsDoes() {
        fs.state(fs.file("a"), 0x0d, 1);

        assertThat(shell.run("state", "a")).isZero();

        assertThat(shell.out()).isEqualTo("a: (0x0000000d) released exists archived, archive_id:1\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void state_someFail_othersGoOnAndFirstErrorIsTheExitCode() {
        fs.file("a");
        fs.directory("d");

        int exit = shell.run("state", "nosuch", "/elsewhere/f", "d", "a");

        assertThat(exit).isEqualTo(2);
        assertThat(shell.out()).isEqualTo("a: (0x00000000)\n");
        assertThat(shell.err()).isEqualTo("""
                hsm: nosuch: CORAL-FAKE-010: no such file
                hsm: /elsewhere/f: CORAL-HSM-001: /elsewhere/f is in no HSM file system (there are /fs); \
                add one with 'hsm fs add DIR'
                hsm: d: CORAL-HSM-002: d is a directory; name files, or use --recursive for all files in it
                """);
    }

    @Test
    void state_nameIsNoUtf8_leavesAsItsBytesAndErrorsStayOnOneLine() {
        fs.file(NOT_UTF8);

        assertThat(shell.run("state", NOT_UTF8)).isZero();
        assertThat(shell.out()).isEqualTo(NOT_UTF8 + ": (0x00000000)\n");

        assertThat(shell.run("state", NOT_UTF8 + "z")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("hsm: x\\xff\\nyz: CORAL-FAKE-010: no such file\n");
    }

    @Test
    void state_json_hasStableFields() {
        fs.state(fs.file("a"), 0x09, 4294967295L);

        shell.run("state", "--json", "a");

        assertThat(shell.out()).isEqualTo("""
                {"path":"a","fid":"[0x200000401:0x1:0x0]","fileSystem":"one","state":"0x00000009",\
                "flags":["exists","archived"],"archiveId":4294967295}
                """);
    }

    @Test
    void state_jsonOfMissingFile_tellsTheProblemOnBothOutputs() {
        assertThat(shell.run("state", "--json", "a")).isEqualTo(2);

        assertThat(shell.out()).isEqualTo("""
                {"path":"a","result":"failed","problem":{"code":"CORAL-FAKE-010","errno":"ENOENT",\
                "errnoNumber":2,"message":"no such file","remedy":""}}
                """);
        assertThat(shell.err()).isNotEmpty();
    }

    @Test
    void action_requestsInEachState_arePrintedAsLfsDoes() {
        fs.file("none");
        fs.request(1, fs.file("moving"), HsmAction.ARCHIVE, RequestStatus.STARTED, 1234);
        fs.request(2, fs.file("asked"), HsmAction.RESTORE, RequestStatus.WAITING, 0);

        assertThat(shell.run("action", "none", "moving", "asked")).isZero();

        assertThat(shell.out()).isEqualTo("""
                none: NOOP
                moving: ARCHIVE running (1234 bytes moved)
                asked: RESTORE waiting (from 0 to EOF)
                """);
    }

    @Test
    void set_lfsLetters_areThoseOfLfs() {
        fs.file("a");

        assertThat(shell.run("set", "-A", "-d", "-e", "-l", "-r", "-a", "-i", "7", "a"))
                .isZero();

        assertThat(fs.changes)
                .containsExactly(new StateChange(
                        Set.of(
                                HsmFlag.ARCHIVED,
                                HsmFlag.DIRTY,
                                HsmFlag.EXISTS,
                                HsmFlag.LOST,
                                HsmFlag.NORELEASE,
                                HsmFlag.NOARCHIVE),
                        Set.of(),
                        new ArchiveId(7),
                        false));
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void clear_longOptions_clearFlags() {
        fs.state(fs.file("a"), 0x19, 1);

        assertThat(shell.run("clear", "--norelease", "a")).isZero();

        shell.run("state", "a");
        assertThat(shell.out()).isEqualTo("a: (0x00000009) exists archived, archive_id:1\n");
    }

    @Test
    void set_dryRun_showsWhatWouldBeAndChangesNothing() {
        Fid fid = fs.file("a");

        assertThat(shell.run("set", "--dry-run", "--exists", "a")).isZero();

        assertThat(shell.out()).isEqualTo("a: would be (0x00000001) exists\n");
        assertThat(fs.state(Shell.user(), fid).mask()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "action",
                "archive",
                "release",
                "set -d",
                "set a",
                "clear a",
                "set -i 0 a",
                "set -i 4294967296 a",
                "clear -i 1 a",
                "archive -a 0 a",
                "archive -a x a",
                "restore -a 1 a",
                "archive --nosuch a",
                "archive -0 a",
                "archive --timeout-seconds 5 a",
                "archive --wait --timeout-seconds 0 a",
                "requests --limit 0",
                "archives",
                "archives nosuch",
                ""
            })
    void badUsage_anyCommand_exits64AndAsksForNothing(String words) {
        fs.file("a");

        int exit = shell.run(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(exit).isEqualTo(64);
        assertThat(shell.err()).isNotEmpty();
        assertThat(fs.orders).isEmpty();
        assertThat(fs.changes).isEmpty();
    }

    @Test
    void release_someRefused_othersAreReleased() {
        fs.refusing.add(fs.file("a"));
        fs.file("b");

        assertThat(shell.run("release", "a", "b")).isEqualTo(1);

        assertThat(shell.err()).isEqualTo("hsm: a: CORAL-FAKE-012: refused\n");
        assertThat(fs.changes).hasSize(1);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void release_json_tellsBytes() {
        fs.file("a");

        shell.run("release", "--json", "a");

        assertThat(shell.out()).isEqualTo("""
                {"path":"a","fid":"[0x200000401:0x1:0x0]","fileSystem":"one","action":"RELEASE",\
                "result":"done","bytes":4096}
                """);
    }

    @Test
    void release_dryRun_changesNothing() {
        fs.file("a");

        assertThat(shell.run("release", "--dry-run", "a")).isZero();

        assertThat(shell.out()).isEqualTo("a: would be released (4096 bytes)\n");
        assertThat(fs.changes).isEmpty();
    }

    @Test
    void fileList_onStandardInput_isReadByLinesAsBytes() {
        fs.file("a b");
        fs.file("\udcff");
        shell.stdin("a b\n\n\udcff");

        assertThat(shell.run("state", "-l", "-")).isZero();

        assertThat(shell.out()).isEqualTo("a b: (0x00000000)\n\udcff: (0x00000000)\n");
    }

    @Test
    void fileList_withNul_allowsNewlinesInNames() {
        fs.file(NOT_UTF8);
        fs.file("b");
        shell.stdin(NOT_UTF8 + "\0b\0");

        assertThat(shell.run("state", "-0", "-l", "-")).isZero();

        assertThat(shell.out()).isEqualTo(NOT_UTF8 + ": (0x00000000)\nb: (0x00000000)\n");
    }

    @Test
    void fileList_nameTooLong_isRefusedAfterThoseBefore() {
        fs.file("a");
        shell.stdin("a\n" + "x".repeat(5000));

        assertThat(shell.run("archive", "-l", "-")).isEqualTo(36);

        assertThat(shell.err()).contains("CORAL-HSM-005");
        assertThat(fs.orders).hasSize(1);
    }

    @Test
    void fileList_inFile_isRead() throws IOException {
        fs.file("a");
        Path list = Files.writeString(home.resolve("list"), "a\n/fs/a\n");

        assertThat(shell.run("state", "-l", list.toString())).isZero();

        assertThat(shell.out()).isEqualTo("a: (0x00000000)\n/fs/a: (0x00000000)\n");
    }

    @Test
    void fileList_missing_isNamed() {
        assertThat(shell.run("state", "-l", home + "/nosuch")).isEqualTo(2);

        assertThat(shell.err()).startsWith("CORAL-HSM-004: cannot read the list " + home + "/nosuch: ");
    }

    @Test
    void callerGone_betweenFiles_endsTheCommand() {
        fs.file("a");
        shell.cancel.cancel();

        assertThat(shell.run("state", "a")).isEqualTo(130);

        assertThat(shell.out()).isEmpty();
    }
}
