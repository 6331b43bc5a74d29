// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.ssh.CopyResult;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.RunLimits;
import coral.core.task.CancelToken;
import coral.core.task.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real sshd; the hosts are this machine, so each has a folder of its own. */
@Timeout(30)
class CopyTest {
    @TempDir
    private static Path temp;

    private static Sshd sshd;
    private static SshHosts ssh;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(Sshd.folder(temp, "sshd")).known("127.1.*");
        ssh = new SshHosts(sshd.settings());
    }

    @AfterAll
    static void stop() throws Exception {
        if (sshd != null) {
            ssh.deactivate();
            sshd.close();
        }
    }

    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        byte[] bytes = new byte[3_000_001];
        new Random(7).nextBytes(bytes);
        file = Files.write(folder.resolve("source"), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    }

    private CopyResult send(Path source, String target, RunLimits limits, CancelToken cancel) throws Exception {
        return ssh.send(List.of(Sshd.host(0)), source.toString(), target, limits, cancel, HostProgress.NONE)
                .get(0);
    }

    private CopyResult send(Path source, Path target) throws Exception {
        return send(source, target.toString(), Sshd.LIMITS, new CancelToken());
    }

    private List<String> names(Path directory) throws Exception {
        try (var all = Files.list(directory)) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    private static Path tree(Path at) throws Exception {
        Files.createDirectories(at.resolve("a/empty"));
        Files.write(at.resolve("a/it's a file"), new byte[100_000]);
        Files.createSymbolicLink(at.resolve("link"), Path.of("a/nowhere"));
        Files.writeString(at.resolve("tool"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(at.resolve("tool"), PosixFilePermissions.fromString("rwxr-x---"));
        Sshd.run("sh", "-c", "printf x >\"$1/$(printf 'b\\377d\\nname')\"", "sh", at.toString());
        return at;
    }

    @Test
    void send_ofAFile_bringsItWhole_withItsMode_overAnOlderOne() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "old");

        CopyResult result = send(file, target);

        assertThat(result)
                .isInstanceOfSatisfying(
                        CopyResult.Copied.class, one -> assertThat(one.bytes()).isEqualTo(3_000_001));
        assertThat(target).hasSameBinaryContentAs(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwxr-x--x");
        assertThat(names(folder)).containsExactly("source", "target");
    }

    @Test
    void send_andFetch_ofATree_keepWhatItIs() throws Exception {
        Path source = tree(folder.resolve("tree"));
        Path target = folder.resolve("copy");
        Path back = Files.createDirectory(folder.resolve("back"));

        assertThat(send(source, target)).isInstanceOf(CopyResult.Copied.class);
        List<CopyResult> fetched = ssh.fetch(
                Sshd.hosts(2), target.toString(), back.toString(), Sshd.LIMITS, new CancelToken(), HostProgress.NONE);

        assertThat(fetched).allMatch(one -> one.problem().isEmpty(), "copied");
        assertThat(names(back)).containsExactly("copy.127.1.0.1", "copy.127.1.0.2");
        for (Path copy : List.of(target, back.resolve("copy.127.1.0.1"), back.resolve("copy.127.1.0.2"))) {
            Sshd.run("diff", "-r", "--no-dereference", source.toString(), copy.toString());
            assertThat(Files.getPosixFilePermissions(copy.resolve("tool")))
                    .isEqualTo(Files.getPosixFilePermissions(source.resolve("tool")));
        }
        assertThat(send(source, target).problem().orElseThrow().code()).isEqualTo("CORAL-SSH-023");
    }

    @Test
    void fetch_ofAFile_bringsOneOfEachHost() throws Exception {
        Path back = Files.createDirectory(folder.resolve("back"));

        List<CopyResult> results = ssh.fetch(
                List.of(Sshd.host(0), Host.of("localhost")),
                file.toString(),
                back.toString(),
                Sshd.LIMITS,
                new CancelToken(),
                HostProgress.NONE);

        assertThat(results).allMatch(one -> one.problem().isEmpty(), "copied");
        assertThat(back.resolve("source.127.1.0.1")).hasSameBinaryContentAs(file);
        assertThat(back.resolve("source.localhost")).hasSameBinaryContentAs(file);
        assertThat(Files.getPosixFilePermissions(back.resolve("source.127.1.0.1")))
                .isEqualTo(Files.getPosixFilePermissions(file));
    }

    @Test
    void send_ofWhatIsNotThere_orOverADirectory_saysSo() throws Exception {
        assertThat(send(folder.resolve("none"), folder.resolve("x"))
                        .problem()
                        .orElseThrow()
                        .text())
                .contains("CORAL-SSH-024", "none");
        Path directory = Files.createDirectory(folder.resolve("d"));
        assertThat(send(file, directory).problem().orElseThrow().code()).isEqualTo("CORAL-SSH-023");
        assertThat(send(file, folder.resolve("no/such/x"))
                        .problem()
                        .orElseThrow()
                        .code())
                .isEqualTo("CORAL-SSH-020");
    }

    @Test
    void send_toAFullDisk_leavesNothing() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Sshd.run("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString());
        try {
            CopyResult full = send(file, small.resolve("target"));
            CopyResult tree = send(tree(Files.createDirectory(folder.resolve("big"))), small.resolve("tree"));

            assertThat(full.problem().orElseThrow().text()).contains("No space left on device");
            assertThat(tree).isInstanceOf(CopyResult.Copied.class);
            assertThat(names(small)).containsExactly("tree");
            CopyResult fetched = ssh.fetch(
                            List.of(Sshd.host(0)),
                            file.toString(),
                            small.toString(),
                            Sshd.LIMITS,
                            new CancelToken(),
                            HostProgress.NONE)
                    .get(0);
            assertThat(fetched.problem().orElseThrow().text()).contains("No space left on device");
            assertThat(names(small)).containsExactly("tree");
        } finally {
            Sshd.run("umount", small.toString());
        }
    }

    /** Kills the sshd processes of all connections, not the one that listens. */
    private static void cut() {
        sshd.sessions().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void send_thatIsCancelledOrBroken_leavesNothing() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        for (boolean broken : List.of(true, false)) {
            CancelToken cancel = new CancelToken();
            Path slow = folder.resolve("slow" + broken);
            Files.write(slow, new byte[200 << 20]);
            Thread breaker = Workers.start("breaker", () -> {
                Awaitility.await()
                        .atMost(10, TimeUnit.SECONDS)
                        .until(() -> !names(there).isEmpty());
                if (broken) {
                    cut();
                } else {
                    cancel.cancel();
                }
            });

            CopyResult result = send(slow, there + "/target", Sshd.LIMITS, cancel);

            breaker.join();
            assertThat(result.problem().orElseThrow().code()).isEqualTo(broken ? "CORAL-SSH-022" : "CORAL-SSH-013");
            Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> names(there).isEmpty());
        }
    }
}
