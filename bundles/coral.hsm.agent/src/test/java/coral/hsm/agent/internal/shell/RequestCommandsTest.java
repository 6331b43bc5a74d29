// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.core.shell.Invocation;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.filesystem.Order;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RequestCommandsTest {
    @TempDir
    private Path home;

    private Shell shell = new Shell(Path.of("/"));
    private MemoryFileSystem fs = new MemoryFileSystem("unused", "/unused");

    @BeforeEach
    void makeFileSystem() {
        shell = new Shell(home);
        fs = shell.fileSystem("one", "/fs");
    }

    @Test
    void archive_files_areOneOrderAndNothingIsPrinted() {
        Fid a = fs.file("a");
        Fid b = fs.file("b");

        shell.archive("3");

        assertThat(shell.run("archive", "-a", "3", "-D", "hint", "a", "b")).isZero();

        Blob data = Blob.of("hint".getBytes(StandardCharsets.UTF_8));
        assertThat(fs.orders)
                .containsExactly(new Order(HsmAction.ARCHIVE, List.of(a, b), new ArchiveId(3), data, false));
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void archive_toOneThatIsNotThere_isRefusedAndAsksForNothing() {
        fs.file("a");
        shell.archive("3");

        assertThat(shell.run("archive", "-a", "4", "a")).isEqualTo(2);

        assertThat(shell.err()).contains("CORAL-HSM-026", "no archive 4", "there are 3");
        assertThat(fs.orders).isEmpty();
    }

    @Test
    void eachVerb_asksForItsAction() {
        fs.file("a");

        shell.run("archive", "a");
        shell.run("restore", "a");
        shell.run("remove", "a");
        shell.run("cancel", "a");

        assertThat(fs.orders)
                .extracting(Order::action)
                .containsExactly(HsmAction.ARCHIVE, HsmAction.RESTORE, HsmAction.REMOVE, HsmAction.CANCEL);
    }

    @Test
    void archive_hardLinks_areAskedForOnce() {
        Fid a = fs.file("a");
        fs.link("b", a);

        shell.run("archive", "a", "b");

        assertThat(fs.orders)
                .singleElement()
                .satisfies(order -> assertThat(order.files()).containsExactly(a));
    }

    @Test
    void archive_longList_isAskedForInOrdersOfAThousand() {
        String names =
                IntStream.range(0, 2500).mapToObj(i -> "f" + i).peek(fs::file).collect(Collectors.joining("\n"));
        shell.stdin(names);

        assertThat(shell.run("archive", "--filelist", "-")).isZero();

        assertThat(fs.orders).extracting(order -> order.files().size()).containsExactly(1000, 1000, 500);
    }

    @Test
    void archive_someRefused_exitsWithTheFirstError() {
        fs.refusing.add(fs.file("a"));
        fs.file("b");

        assertThat(shell.run("archive", "a", "b", "nosuch")).isEqualTo(2);

        assertThat(shell.err()).contains("hsm: a: CORAL-FAKE-012: refused\n", "hsm: nosuch: CORAL-FAKE-010");
    }

    @Test
    void archive_dryRun_saysWhatWouldBecomeOfEachAndAsksForNothing() {
        fs.file("a");
        fs.state(fs.file("b"), 9, 1);

        assertThat(shell.run("archive", "--dry-run", "--wait", "a", "b")).isZero();

        assertThat(shell.out()).isEqualTo("a: would archive\nb: nothing to archive\n");
        assertThat(fs.counts().waiting()).isZero();
    }

    @Test
    void archive_json_isOneLineForEachFile() {
        fs.file("a");
        fs.state(fs.file("b"), 9, 1);

        shell.run("archive", "--json", "a", "b");

        assertThat(shell.out()).isEqualTo("""
                {"path":"a","fid":"[0x200000401:0x1:0x0]","fileSystem":"one","action":"ARCHIVE",\
                "result":"accepted","cookie":"0x1"}
                {"path":"b","fid":"[0x200000401:0x2:0x0]","fileSystem":"one","action":"ARCHIVE",\
                "result":"not_needed"}
                """);
    }

    @Test
    void wait_allSucceed_isSilentWithoutATerminal() {
        fs.endsAs = RequestStatus.SUCCEED;
        fs.file("a");

        assertThat(shell.run("archive", "--wait", "a")).isZero();

        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void wait_requestFails_isNamedWithItsErrno() {
        fs.endsAs = RequestStatus.FAILED;
        fs.file("a");

        assertThat(shell.run("archive", "--wait", "a")).isEqualTo(28);

        assertThat(shell.err())
                .startsWith("hsm: a: CORAL-HSM-006: ARCHIVE request 0x1 failed: No space left on device (ENOSPC)");
    }

    @Test
    void wait_requestCanceled_isEcanceled() {
        fs.endsAs = RequestStatus.CANCELED;
        fs.file("a");

        assertThat(shell.run("restore", "--wait", "a")).isEqualTo(125);
    }

    @Test
    void wait_timeIsOver_isEtimedoutForEachAndRequestsGoOn() {
        fs.file("a");
        fs.file("b");

        assertThat(shell.run("archive", "--wait", "--timeout-seconds", "1", "a", "b"))
                .isEqualTo(110);

        assertThat(shell.err()).contains("hsm: a: CORAL-HSM-008", "hsm: b: CORAL-HSM-008");
        assertThat(fs.counts().waiting()).isEqualTo(2);
    }

    @Test
    void wait_json_tellsHowEachEnded() {
        fs.endsAs = RequestStatus.SUCCEED;
        fs.file("a");

        shell.run("archive", "--wait", "--json", "a");

        assertThat(shell.out()).isEqualTo("""
                {"path":"a","fid":"[0x200000401:0x1:0x0]","fileSystem":"one","archiveId":1,"action":"ARCHIVE",\
                "result":"done","cookie":"0x1","status":"SUCCEED","bytes":10}
                """);
    }

    @Test
    void wait_onATerminal_drawsABarOnStandardError() {
        shell.terminal = new Invocation.Terminal(80, 24);
        fs.endsAs = RequestStatus.SUCCEED;
        fs.file("a");

        shell.run("archive", "--wait", "a");

        assertThat(shell.err()).contains("[####################] 1/1 files").endsWith(" MiB/s\n");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void wait_interrupted_stopsWaitingAndRequestsGoOn() {
        fs.file("a");
        Thread.currentThread().interrupt();

        assertThat(shell.run("archive", "--wait", "a")).isEqualTo(130);

        assertThat(shell.err()).isEqualTo("hsm: no longer waiting; 1 requests may go on\n");
        assertThat(fs.counts().waiting()).isEqualTo(1);
    }

    @Test
    void requests_live_areListedInOrder() {
        fs.request(3, fs.file("a"), HsmAction.ARCHIVE, RequestStatus.STARTED, 5);
        fs.request(1, fs.file("b"), HsmAction.RESTORE, RequestStatus.WAITING, 0);
        fs.request(2, fs.file("c"), HsmAction.REMOVE, RequestStatus.FAILED, 0);

        assertThat(shell.run("requests")).isZero();
        assertThat(shell.out()).isEqualTo("""
                0x1 [0x200000401:0x2:0x0] RESTORE archive_id:1 WAITING 0 bytes 2026-11-01T10:00:00Z one
                0x3 [0x200000401:0x1:0x0] ARCHIVE archive_id:1 STARTED 5 bytes 2026-11-01T10:00:00Z one
                """);

        assertThat(shell.run("requests", "--all", "--limit", "2", "--json")).isZero();
        assertThat(shell.out()).hasLineCount(2).contains("\"cookie\":\"0x2\"", "\"errno\":\"ENOSPC\"");
    }

    @Test
    void requests_unknownFileSystem_namesThoseThereAre() {
        assertThat(shell.run("requests", "--file-system", "two")).isEqualTo(2);

        assertThat(shell.err()).isEqualTo("CORAL-HSM-011: no HSM file system is called 'two'; there are one\n");
    }
}
