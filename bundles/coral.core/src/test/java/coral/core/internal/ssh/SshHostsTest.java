// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.HostResult;
import coral.core.ssh.RemoteCommand;
import coral.core.ssh.RunLimits;
import coral.core.task.CancelToken;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real sshd. */
@Timeout(30)
class SshHostsTest {
    @TempDir
    private static Path temp;

    private static Sshd sshd;

    /** A number that no other sleep on this machine has. */
    private final String marker = String.valueOf(1_000_000 + new java.util.Random().nextInt(1_000_000_000));

    private SshHosts ssh;

    @BeforeAll
    static void startSshd() throws Exception {
        sshd = Sshd.start(Sshd.folder(temp, "sshd"));
    }

    @AfterAll
    static void stopSshd() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        sshd.known("127.1.*");
        ssh = new SshHosts(sshd.settings());
    }

    @AfterEach
    void close() {
        ssh.deactivate();
    }

    private HostResult run(Host host, RemoteCommand command, RunLimits limits) throws InterruptedException {
        return ssh.run(List.of(host), command, limits, new CancelToken(), HostProgress.NONE)
                .get(0);
    }

    private HostResult run(String... argv) throws InterruptedException {
        return run(Sshd.host(0), RemoteCommand.of(argv), Sshd.LIMITS);
    }

    private static long running(String marker) throws Exception {
        return ProcessHandle.allProcesses()
                .filter(one ->
                        one.info().arguments().map(List::of).orElse(List.of()).contains(marker))
                .count();
    }

    @Test
    void run_onManyHosts_givesEachItsResult_inTheirOrder() throws Exception {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        HostProgress progress = new HostProgress() {
            @Override
            public void begun(Host host) {
                int active = now.incrementAndGet();
                most.accumulateAndGet(active, Math::max);
            }

            @Override
            public void ended(Host host) {
                now.decrementAndGet();
            }
        };
        List<Host> hosts = Sshd.hosts(30);

        List<HostResult> results = ssh.run(
                hosts,
                RemoteCommand.of("sh", "-c", "echo $SSH_CONNECTION"),
                Sshd.LIMITS.withFanOut(7),
                new CancelToken(),
                progress);

        assertThat(results).extracting(HostResult::host).isEqualTo(hosts);
        for (HostResult one : results) {
            assertThat(one.stdout().text().split(" ")[2]).isEqualTo(one.host().address());
        }
        assertThat(most.get()).isBetween(2, 7);
        assertThat(ssh.kept()).isEqualTo(30);
    }

    @Test
    void run_tellsExitOutputAndSignal() throws Exception {
        HostResult failed = run("sh", "-c", "echo out; echo err >&2; exit 42");

        assertThat(failed)
                .isInstanceOfSatisfying(
                        HostResult.Exited.class, one -> assertThat(one.exit()).isEqualTo(42));
        assertThat(failed.stdout().text()).isEqualTo("out\n");
        assertThat(failed.stderr().text()).isEqualTo("err\n");
        assertThat(run("sh", "-c", "kill -SEGV $$"))
                .isInstanceOfSatisfying(
                        HostResult.Signalled.class,
                        one -> assertThat(one.signal()).isEqualTo("SEGV"));
        assertThat(run("no-such-program"))
                .isInstanceOfSatisfying(
                        HostResult.Exited.class, one -> assertThat(one.exit()).isEqualTo(127));
    }

    @Test
    void run_passesBytes_ofArgumentsInputVariablesAndOutput() throws Exception {
        byte[] bytes = new byte[70_000];
        new java.util.Random(1).nextBytes(bytes);
        RemoteCommand cat = RemoteCommand.of("cat").reading(ByteBuffer.wrap(bytes));

        assertThat(run(Sshd.host(0), cat, Sshd.LIMITS).stdout().bytes()).isEqualTo(bytes);
        assertThat(run("cat").stdout().isEmpty()).isTrue();
        assertThat(run("printf", "%s", "a\uDCFF'\n").stdout().text()).isEqualTo("a\uDCFF'\n");
        RemoteCommand variable =
                RemoteCommand.of("sh", "-c", "printf %s \"$V\"").with("V", "x'y z");
        assertThat(run(Sshd.host(0), variable, Sshd.LIMITS).stdout().text()).isEqualTo("x'y z");
    }

    @Test
    void run_ofMuchOutput_keepsTheBeginning_andTheCommandEnds() throws Exception {
        HostResult much = run("sh", "-c", "head -c 104857600 /dev/zero; exit 3");

        assertThat(much)
                .isInstanceOfSatisfying(
                        HostResult.Exited.class, one -> assertThat(one.exit()).isEqualTo(3));
        assertThat(much.stdout().totalBytes()).isEqualTo(100L << 20);
        assertThat(much.stdout().bytes()).hasSize(1 << 20);
        assertThat(much.stdout().isCut()).isTrue();
    }

    @Test
    void run_thatTakesTooLong_isEnded_andNothingIsLeftThere() throws Exception {
        HostResult late = run(
                Sshd.host(0),
                RemoteCommand.of("sh", "-c", "echo begun; sleep " + marker + " & wait"),
                Sshd.LIMITS.withPerHost(Duration.ofSeconds(1)));

        assertThat(late)
                .isInstanceOfSatisfying(
                        HostResult.Stopped.class,
                        one -> assertThat(one.confirmed()).isTrue());
        assertThat(late.problem().orElseThrow().code()).isEqualTo("CORAL-SSH-011");
        assertThat(late.stdout().text()).isEqualTo("begun\n");
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> running(marker) == 0);
    }

    @Test
    void run_thatIgnoresTerm_isKilled() throws Exception {
        HostResult late = run(
                Sshd.host(0),
                RemoteCommand.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done", marker),
                Sshd.LIMITS.withPerHost(Duration.ofSeconds(1)));

        assertThat(late).isInstanceOf(HostResult.Stopped.class);
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> running(marker) == 0);
    }

    @Test
    void cancel_endsTheCommandOnAllHosts_andBeginsNoMore() throws Exception {
        CancelToken cancel = new CancelToken();
        Thread canceller = coral.core.task.Workers.start("canceller", () -> {
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> running(marker) >= 5);
            cancel.cancel();
        });

        List<HostResult> results = ssh.run(
                Sshd.hosts(9), RemoteCommand.of("sleep", marker), Sshd.LIMITS.withFanOut(5), cancel, HostProgress.NONE);

        canceller.join();
        assertThat(results).filteredOn(HostResult.Stopped.class::isInstance).hasSize(5);
        assertThat(results).filteredOn(HostResult.Unreached.class::isInstance).hasSize(4);
        assertThat(results)
                .extracting(one -> one.problem().orElseThrow().code())
                .containsOnly("CORAL-SSH-013");
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> running(marker) == 0);
    }

    @Test
    void interrupt_ofTheCallingThread_endsTheCommandToo() throws Exception {
        Thread calling = Thread.currentThread();
        Thread unused = coral.core.task.Workers.start("interrupter", () -> {
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> running(marker) == 1);
            calling.interrupt();
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run("sleep", marker))
                .isInstanceOf(InterruptedException.class);

        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> running(marker) == 0);
    }

    @Test
    void run_overAll_isBounded() throws Exception {
        List<HostResult> results = ssh.run(
                Sshd.hosts(4),
                RemoteCommand.of("sleep", marker),
                Sshd.LIMITS.withFanOut(2).withOverall(Duration.ofSeconds(1)),
                new CancelToken(),
                HostProgress.NONE);

        assertThat(results)
                .extracting(one -> one.problem().orElseThrow().code())
                .containsOnly("CORAL-SSH-012");
    }

    @Test
    void run_whoseConnectionBreaks_isLost() throws Exception {
        HostResult lost = run("sh", "-c", "echo begun; kill -9 $PPID; sleep 5");

        assertThat(lost).isInstanceOf(HostResult.Lost.class);
        assertThat(lost.problem().orElseThrow().code()).isEqualTo("CORAL-SSH-015");
        assertThat(run("echo", "again").stdout().text()).isEqualTo("again\n");
    }

    @Test
    void connections_areUsedAgain_andMadeAnewWhenTheyAreGone() throws Exception {
        String first = run("sh", "-c", "echo $SSH_CONNECTION").stdout().text();
        assertThat(run("sh", "-c", "echo $SSH_CONNECTION").stdout().text()).isEqualTo(first);

        run("sh", "-c", "(sleep 0.2; kill -9 $PPID) >/dev/null 2>&1 </dev/null &");
        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(
                                run("sh", "-c", "echo $SSH_CONNECTION").stdout().text())
                        .isNotEmpty()
                        .isNotEqualTo(first));
    }

    @Test
    void hostsThatDoNotAnswer_costTheirTime_andTheOthersNone() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Host silent = new Host("silent", "127.0.0.1", mute.getLocalPort(), "", List.of(), "");
            Host refusing = new Host("refusing", "127.0.0.1", 1, "", List.of(), "");
            Host unknown = new Host("unknown", "no-such-host.invalid", 0, "", List.of(), "");
            List<HostResult> results = ssh.run(
                    List.of(silent, refusing, unknown, Sshd.host(0)),
                    RemoteCommand.of("true"),
                    Sshd.LIMITS.withConnect(Duration.ofSeconds(1)),
                    new CancelToken(),
                    HostProgress.NONE);

            assertThat(results.get(0).problem().orElseThrow().code()).isEqualTo("CORAL-SSH-005");
            assertThat(results.get(0).took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
            assertThat(results.get(1).problem().orElseThrow().code()).isEqualTo("CORAL-SSH-004");
            assertThat(results.get(2).problem().orElseThrow().code()).isEqualTo("CORAL-SSH-003");
            assertThat(results.get(3).isOk()).isTrue();
        }
    }

    @Test
    void unknownKey_isRefused_acceptedOnce_andKnownThen() throws Exception {
        Files.delete(sshd.knownHosts());
        HostResult refused = run("true");
        assertThat(refused).isInstanceOf(HostResult.Unreached.class);
        String fingerprint = Sshd.run(
                        "ssh-keygen", "-lf", temp.resolve("sshd/host.pub").toString())
                .split(" ")[1];
        assertThat(refused.problem().orElseThrow().text())
                .contains("CORAL-SSH-006", fingerprint, "coral hosts accept 127.1.0.1");

        List<HostKeys.Presented> keys = ssh.keys(List.of(Sshd.host(0)), Sshd.LIMITS, new CancelToken());
        assertThat(keys.get(0).state()).isEqualTo(HostKeys.State.NEW);
        assertThat(keys.get(0).fingerprint()).isEqualTo(fingerprint);
        ssh.accept(keys);

        assertThat(run("true").isOk()).isTrue();
        assertThat(run(Sshd.host(1), RemoteCommand.of("true"), Sshd.LIMITS).isOk())
                .isFalse();
        assertThat(Files.getPosixFilePermissions(sshd.knownHosts()))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        assertThat(Sshd.run(
                        "ssh-keygen",
                        "-F",
                        "[127.1.0.1]:" + sshd.port(),
                        "-f",
                        sshd.knownHosts().toString()))
                .contains(sshd.hostKey());
    }

    @Test
    void changedKey_isRefused_withBothFingerprints() throws Exception {
        Path other = sshd.key("other");
        String otherKey = Files.readString(Path.of(other + ".pub")).strip();
        Files.writeString(sshd.knownHosts(), "[127.1.0.1]:" + sshd.port() + " " + otherKey + "\n");

        HostResult refused = run("true");

        assertThat(refused.problem().orElseThrow().text())
                .contains(
                        "CORAL-SSH-007",
                        Sshd.run("ssh-keygen", "-lf", other + ".pub").split(" ")[1])
                .contains(Sshd.run(
                                "ssh-keygen",
                                "-lf",
                                temp.resolve("sshd/host.pub").toString())
                        .split(" ")[1]);
        assertThat(ssh.keys(List.of(Sshd.host(0)), Sshd.LIMITS, new CancelToken())
                        .get(0)
                        .state())
                .isEqualTo(HostKeys.State.REFUSED);
    }

    @Test
    void keysOfAnotherKindOrRevoked_areRefused_hashedNamesAreKnown() throws Exception {
        String name = "[127.1.0.1]:" + sshd.port();
        Path rsa = temp.resolve("rsa");
        Sshd.run("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", rsa.toString());
        Files.writeString(sshd.knownHosts(), name + " " + Files.readString(Path.of(rsa + ".pub")));
        assertThat(run("true").problem().orElseThrow().code()).isEqualTo("CORAL-SSH-007");

        Files.writeString(sshd.knownHosts(), name + " " + sshd.hostKey() + "\n@revoked * " + sshd.hostKey() + "\n");
        assertThat(run("true").problem().orElseThrow().code()).isEqualTo("CORAL-SSH-008");

        Files.writeString(sshd.knownHosts(), name + " " + sshd.hostKey() + "\n");
        Sshd.run("ssh-keygen", "-H", "-f", sshd.knownHosts().toString());
        assertThat(Files.readString(sshd.knownHosts())).doesNotContain("127.1.0.1");
        assertThat(run("true").isOk()).isTrue();
    }

    @Test
    void wrongIdentities_areNotLetIn_orNotTaken() throws Exception {
        Path stranger = sshd.key("stranger");
        Path open = sshd.key("open");
        Files.setPosixFilePermissions(open, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Host strange = new Host("h", "127.1.0.1", 0, "", List.of(stranger.toString()), "");
        Host readable = new Host("h", "127.1.0.1", 0, "", List.of(open.toString()), "");
        Host missing = new Host("h", "127.1.0.1", 0, "", List.of("/no/such/key"), "");

        assertThat(run(strange, RemoteCommand.of("true"), Sshd.LIMITS)
                        .problem()
                        .orElseThrow()
                        .text())
                .contains("CORAL-SSH-009", stranger.toString(), "user root");
        for (Host host : List.of(readable, missing)) {
            assertThat(run(host, RemoteCommand.of("true"), Sshd.LIMITS)
                            .problem()
                            .orElseThrow()
                            .code())
                    .isEqualTo("CORAL-SSH-016");
        }
    }

    @Test
    void jumpHost_isGoneThrough_byAllWithOneConnection() throws Exception {
        try (SshHostsUnderTest through = new SshHostsUnderTest(new SshHosts(
                sshd.settings(List.of(temp.resolve("sshd/login").toString()), "", "127.1.9.9:" + sshd.port())))) {
            List<HostResult> results = through.hosts()
                    .run(
                            Sshd.hosts(5),
                            RemoteCommand.of("sh", "-c", "echo $SSH_CONNECTION; head -c 300000 /dev/zero"),
                            Sshd.LIMITS,
                            new CancelToken(),
                            HostProgress.NONE);

            for (HostResult one : results) {
                assertThat(one.isOk()).as("%s", one).isTrue();
                assertThat(one.stdout().text()).contains(" " + one.host().address() + " ");
                assertThat(one.stdout().totalBytes()).isGreaterThan(300_000);
            }
        }
    }

    @Test
    void agent_holdsTheKey() throws Exception {
        Path socket = temp.resolve("agent.sock");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> Files.exists(socket));
            Sshd.run(
                    "env",
                    "SSH_AUTH_SOCK=" + socket,
                    "ssh-add",
                    "-q",
                    temp.resolve("sshd/login").toString());
            try (SshHostsUnderTest by =
                    new SshHostsUnderTest(new SshHosts(sshd.settings(List.of(), socket.toString(), "")))) {
                HostResult result = by.hosts()
                        .run(
                                List.of(Sshd.host(0)),
                                RemoteCommand.of("true"),
                                Sshd.LIMITS,
                                new CancelToken(),
                                HostProgress.NONE)
                        .get(0);
                assertThat(result.isOk()).as("%s", result).isTrue();
            }
        } finally {
            agent.destroy();
        }
    }

    @Test
    void localHost_isAskedWithoutSsh() throws Exception {
        Host local = Host.of("localhost");
        RemoteCommand command = RemoteCommand.of("sh", "-c", "cat; echo $SSH_CONNECTION >&2; exit 5")
                .reading(ByteBuffer.wrap("in".getBytes(StandardCharsets.UTF_8)));

        HostResult result = run(local, command, Sshd.LIMITS);
        assertThat(result)
                .isInstanceOfSatisfying(
                        HostResult.Exited.class, one -> assertThat(one.exit()).isEqualTo(5));
        assertThat(result.stdout().text()).isEqualTo("in");
        assertThat(result.stderr().text()).isEqualTo("\n");

        HostResult late = run(
                local,
                RemoteCommand.of("sh", "-c", "sleep " + marker + " & wait"),
                Sshd.LIMITS.withPerHost(Duration.ofSeconds(1)));
        assertThat(late).isInstanceOf(HostResult.Stopped.class);
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> running(marker) == 0);
    }

    /** Closes what it is made of. */
    record SshHostsUnderTest(SshHosts hosts) implements AutoCloseable {
        @Override
        public void close() {
            hosts.deactivate();
        }
    }
}
