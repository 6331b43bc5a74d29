// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd would hear, heard by another program at a real datagram socket. */
class SystemdIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String LISTENER = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            while True:
                sys.stdout.write(s.recv(65536).decode() + "\\n\\n")
                sys.stdout.flush()
            """;

    @TempDir
    private Path temp;

    @Test
    void node_tellsReadyThenBeatsThenStopping() throws Exception {
        assumeTrue(has("python3"), "the listener is a Python program");
        Path socket = temp.resolve("notify.sock");
        Path heard = temp.resolve("heard.txt");
        Process listener = new ProcessBuilder("python3", "-c", LISTENER, socket.toString())
                .redirectOutput(heard.toFile())
                .redirectError(temp.resolve("listener.err").toFile())
                .start();
        try (TestNode node = TestNode.fresh()) {
            await().atMost(LIMIT).until(() -> Files.exists(socket));
            node.with("NOTIFY_SOCKET", socket.toString()).with("WATCHDOG_USEC", "1000000");
            Process running = node.start("coral", "run");

            await().atMost(LIMIT).until(() -> Files.readString(heard).contains("READY=1\nSTATUS=ready"));
            assertThat(node.run("coral", "status").exit()).isZero();
            int before = beats(heard);
            await().atMost(LIMIT).until(() -> beats(heard) >= before + 3);
            // Whoever keeps the socket from being reached keeps the node from passing for alive.
            Files.move(node.home().resolve("run/coral.sock"), node.home().resolve("run/away.sock"));
            await().atMost(LIMIT).until(() -> Files.readString(heard).contains("STATUS=not alive: socket"));
            Files.move(node.home().resolve("run/away.sock"), node.home().resolve("run/coral.sock"));
            int silent = beats(heard);
            await().atMost(LIMIT).until(() -> beats(heard) > silent);
            node.run("coral", "stop");

            assertThat(node.finish(running).exit()).isIn(0, 143);
            await().atMost(LIMIT).until(() -> Files.readString(heard).contains("STOPPING=1"));
            assertThat(Files.readString(heard).indexOf("READY=1"))
                    .isLessThan(Files.readString(heard).indexOf("STOPPING=1"));
        } finally {
            listener.destroyForcibly();
        }
    }

    private static int beats(Path heard) throws IOException {
        return Files.readString(heard).split("WATCHDOG=1", -1).length - 1;
    }

    @Test
    void unit_isOneThatSystemdUnderstands() throws Exception {
        assumeTrue(has("systemd-analyze"), "systemd is not installed");
        Path unit = temp.resolve("coral.service");
        String text = Files.readString(TestNode.DIST.resolve("systemd/coral.service"));
        assertThat(text).contains("Type=notify", "WatchdogSec=", "SuccessExitStatus=143");
        Files.writeString(unit, text.replace("/opt/coral", TestNode.DIST.toString()));

        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).doesNotContain("coral.service");
        assertThat(verify.exitValue()).as(said).isZero();
    }

    private static boolean has(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program + " >/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }
}
