// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import coral.core.shell.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketServerTest {
    private static final Limits LIMITS = new Limits(4, 2, 1, Duration.ofSeconds(1), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private final AtomicInteger cancelled = new AtomicInteger();
    private final CountDownLatch sleeping = new CountDownLatch(1);
    private SocketServer server;
    private Path path;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("s");
        server = new SocketServer(path.toString(), this::run, LIMITS);
        server.open();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private int run(List<String> words, Invocation invocation) {
        try {
            return switch (words.get(0)) {
                case "cat" -> {
                    invocation.in().transferTo(invocation.rawOut());
                    yield 0;
                }
                case "sleep" -> {
                    sleeping.countDown();
                    Thread.sleep(50_000);
                    yield 0;
                }
                case "flood" -> {
                    while (true) {
                        invocation.rawOut().write(new byte[65536]);
                    }
                }
                default -> {
                    invocation.out().print(String.join("|", words) + "@" + invocation.directory());
                    invocation.out().flush();
                    yield 9;
                }
            };
        } catch (InterruptedException | IOException e) {
            cancelled.incrementAndGet();
            return 130;
        }
    }

    private TestClient client() throws IOException {
        return new TestClient(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Test
    void request_isRunAndItsExitCodeTold() throws IOException {
        try (TestClient client = client()) {
            client.greet(1).request("echo", "a\udcff");

            assertThat(client.readToEnd()).isEqualTo("out:echo|a\u00ff@/tmp exit:9");
        }
    }

    @Test
    void standardInput_isAskedForWhenTheCommandReads() throws IOException {
        try (TestClient client = client()) {
            client.greet(1).request("cat");

            assertThat(client.readFrame()).isEqualTo("wanted");
            client.frame(Protocol.STDIN, "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(client.readFrame()).isEqualTo("wanted");
            client.frame(Protocol.STDIN);
            assertThat(client.readToEnd()).isEqualTo("out:hello exit:0");
        }
    }

    @Test
    void signal_cancelsTheCommand_andIsToldInItsExitCode() throws Exception {
        try (TestClient client = client()) {
            client.greet(1).request("sleep");
            sleeping.await();
            client.frame(Protocol.SIGNAL, (byte) 15);

            assertThat(client.readToEnd()).isEqualTo("exit:143");
        }
    }

    @Test
    void client_thatGoesAway_cancelsTheCommand() throws Exception {
        try (TestClient client = client()) {
            client.greet(1).request("sleep");
            sleeping.await();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> cancelled.get() == 1);
    }

    @Test
    void client_thatReadsNothing_isHungUpOn_andOthersAreServed() throws IOException {
        try (TestClient stuck = client();
                TestClient other = client()) {
            stuck.greet(1).request("flood");
            other.greet(1).request("echo");

            assertThat(other.readToEnd()).endsWith("exit:9");
            await().atMost(Duration.ofSeconds(20)).until(() -> cancelled.get() == 1);
        }
    }

    @Test
    void client_thatAsksNothing_isHungUpOn() throws IOException {
        try (TestClient silent = client()) {
            assertThat(silent.readToEnd()).isEmpty();
        }
    }

    @Test
    void clients_beyondTheLimit_areToldSo_andRoomComesBack() throws Exception {
        int most = "root".equals(System.getProperty("user.name")) ? LIMITS.connections() : LIMITS.ofOneUser();
        TestClient[] open = new TestClient[most];
        for (int i = 0; i < most; i++) {
            open[i] = client().greet(1).request("sleep");
        }
        try (TestClient more = client()) {
            assertThat(more.greet(1).request("echo").readToEnd()).contains("as many commands as it may", "exit:75");
        }
        for (TestClient one : open) {
            one.close();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (TestClient again = client()) {
                return again.greet(1).request("echo").readToEnd().endsWith("exit:9");
            }
        });
    }

    @Test
    void strangers_areTold_whatIsWrong() throws IOException {
        assertThat(answer(client -> client.raw("GET / HTTP/1.1\r\n"))).contains("not a Coral client");
        assertThat(answer(client -> client.greet(2).request("echo"))).contains("version 2", "version 1");
        assertThat(answer(client -> client.greet(1).frame(Protocol.STDIN))).contains("one request");
        assertThat(answer(client -> client.greet(1).request("sleep").request("echo")))
                .contains("one request");
        assertThat(answer(client -> client.greet(1).request("sleep").frame(Protocol.STDIN)))
                .contains("not asked for");
        assertThat(answer(client -> client.greet(1).request("sleep").frame(99))).contains("unknown type 99");
        assertThat(answer(client -> client.greet(1).request("sleep").frame(Protocol.WINDOW)))
                .contains("window");
        assertThat(answer(client -> client.greet(1).head(Protocol.REQUEST, 3 << 20)))
                .contains("at most 2097152");
        assertThat(answer(client -> client.greet(1).head(Protocol.REQUEST, -1))).contains("at most 2097152");
        assertThat(answer(client -> client.greet(1).frame(Protocol.REQUEST, new byte[] {0, 0, 0})))
                .contains("ends too early");
        assertThat(answer(client -> client.greet(1).frame(Protocol.REQUEST, request(1 << 30))))
                .contains("counts");
    }

    private static byte[] request(int words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[6]);
        out.writeInt(words);
        return bytes.toByteArray();
    }

    private interface Words {
        TestClient say(TestClient client) throws IOException;
    }

    private String answer(Words words) throws IOException {
        try (TestClient client = client()) {
            return words.say(client).readToEnd();
        }
    }

    @Test
    void socket_isForEverybody_andGoesWithTheServer() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw-rw-");

        server.close();

        assertThat(path).doesNotExist();
    }

    @Test
    void path_thatIsInUse_orNoSocket_orTooLong_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> another(path)).hasMessageContaining("CORAL-CORE-009");
        assertThatThrownBy(() -> another(file)).hasMessageContaining("CORAL-CORE-008");
        assertThatThrownBy(() -> another(folder.resolve("x".repeat(110)))).hasMessageContaining("CORAL-CORE-007");
        assertThat(file).exists();
        assertThat(path).exists();
    }

    private void another(Path at) throws IOException {
        new SocketServer(at.toString(), this::run, LIMITS).open();
    }

    @Test
    void node_withoutAPath_hasNoSocket() throws IOException {
        SocketServer none = new SocketServer("", this::run, LIMITS);

        none.open();
        none.close();
    }
}
