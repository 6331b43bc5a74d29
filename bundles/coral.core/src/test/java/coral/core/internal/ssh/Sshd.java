// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import coral.core.ssh.RunLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real sshd at a port of all of 127/8, with keys of its own. */
final class Sshd implements AutoCloseable {
    static final RunLimits LIMITS =
            new RunLimits(64, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(40), 1 << 20);

    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Sshd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static Sshd start(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "openssh-server is not installed");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "sshd needs root");
        Files.createDirectories(Path.of("/run/sshd"));
        Sshd sshd = new Sshd(folder, freePort());
        sshd.key("host");
        sshd.key("login");
        Files.createDirectories(folder.resolve("empty"));
        Files.copy(folder.resolve("login.pub"), folder.resolve("authorized"));
        sshd.configure("");
        sshd.run();
        return sshd;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    Path key(String name) throws IOException, InterruptedException {
        Path key = folder.resolve(name);
        Files.deleteIfExists(key);
        Files.deleteIfExists(folder.resolve(name + ".pub"));
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key.toString());
        return key;
    }

    private void configure(String more) throws IOException {
        Files.writeString(folder.resolve("config"), """
                Port %d
                ListenAddress 0.0.0.0
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                UseDNS no
                PidFile none
                PasswordAuthentication no
                MaxStartups 500:30:600
                MaxSessions 100
                PermitRootLogin yes
                SetEnv HOME=%s
                %s
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("authorized"), folder.resolve("empty"), more));
    }

    void run() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        process = started;
        for (int i = 0; i < 500 && !answers(); i++) {
            Thread.onSpinWait();
            started.waitFor(10, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", words) + ": " + out);
        }
        return out;
    }

    int port() {
        return port;
    }

    /** Its processes that serve connections. */
    List<ProcessHandle> sessions() {
        return running().children().toList();
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** What the ssh program needs to log in here. */
    Path clientConfig() throws IOException {
        return Files.writeString(folder.resolve("client"), """
                User root
                Port %d
                IdentityFile %s
                IdentitiesOnly yes
                UserKnownHostsFile %s
                StrictHostKeyChecking yes
                LogLevel ERROR
                """.formatted(port, folder.resolve("login"), knownHosts()));
    }

    String hostKey() throws IOException {
        String[] words = Files.readString(folder.resolve("host.pub")).split(" ");
        return words[0] + " " + words[1];
    }

    /** The key is known for these addresses. */
    Sshd known(String pattern) throws IOException {
        Files.writeString(knownHosts(), "[" + pattern + "]:" + port + " " + hostKey() + "\n");
        return this;
    }

    SshSettings settings() {
        return settings(List.of(folder.resolve("login").toString()), "", "");
    }

    SshSettings settings(List<String> identities, String agent, String jump) {
        return new SshSettings(
                new SshSettings.Login("root", port, identities, jump),
                false,
                agent,
                List.of(knownHosts()),
                LIMITS,
                new SshSettings.Kept(300, Duration.ofSeconds(60), Duration.ofSeconds(5)));
    }

    static Host host(int number) {
        return Host.of("127.1." + number / 250 + "." + (1 + number % 250));
    }

    static List<Host> hosts(int count) {
        return IntStream.range(0, count).mapToObj(Sshd::host).toList();
    }

    static Path folder(Path parent, String name) throws IOException {
        return Files.createDirectory(
                parent.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Process running() {
        return Objects.requireNonNull(process, "it was started");
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> all = new ArrayList<>(running().descendants().toList());
        all.add(running().toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        running().waitFor();
    }
}
