// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.posix.Names;
import coral.core.task.Workers;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go at any point of what they say, by the thousand: nothing of them stays, and others are served. */
@Timeout(120)
class SocketStormTest {
    private static final Limits LIMITS = new Limits(16, 8, 2, Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final int ACTORS = 4;
    private static final int CONNECTIONS = 500;
    private static final long SEED = 20261124;
    /** What {@link #talk} says after the request: two frames. */
    private static final int BEHIND_REQUEST = 15;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private SocketServer server;
    private Path path;

    @BeforeEach
    void open() throws IOException {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        path = folder.resolve("s");
        server = new SocketServer(
                path.toString(),
                (words, invocation) -> {
                    invocation.out().print("said");
                    invocation.out().flush();
                    return 3;
                },
                LIMITS);
        server.open();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        System.setErr(usual);
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR", "\tat ");
    }

    @Test
    void clientsThatCloseAtAnyByte_leaveNothingBehind() throws IOException {
        byte[] talk = talk();
        answers();
        Left before = Left.now();
        for (int cut = 0; cut <= talk.length; cut++) {
            try (TestClient client = client()) {
                client.raw(new String(talk, 0, cut, StandardCharsets.ISO_8859_1));
            }
            if (cut % 10 == 0) {
                answers();
            }
        }
        before.awaitAgain();
    }

    @Test
    void clientsThatStopAtAnyByte_areHungUpOn_whileOthersAreServed() throws IOException {
        byte[] talk = talk();
        answers();
        Left before = Left.now();
        List<TestClient> slow = new ArrayList<>();
        for (int cut = 0; cut < talk.length - BEHIND_REQUEST; cut += 7) {
            TestClient client = client();
            for (int i = 0; i < cut; i++) {
                client.raw(String.valueOf((char) (talk[i] & 0xff)));
            }
            slow.add(client);
        }
        answers();
        for (TestClient client : slow) {
            assertThat(client.readToEnd()).doesNotContain("exit:3");
            client.close();
        }
        before.awaitAgain();
    }

    @Test
    void thousandsOfConnections_leaveDescriptorsAndThreadsAsTheyWere() throws Exception {
        answers();
        Left before = Left.now();
        ExecutorService actors = Workers.pool("test-storm", ACTORS, ACTORS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int actor = 0; actor < ACTORS; actor++) {
                Random random = new Random(SEED + actor);
                all.add(actors.submit(() -> act(random)));
            }
            while (all.stream().anyMatch(one -> !one.isDone())) {
                answers();
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            actors.shutdownNow();
            assertThat(actors.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        answers();
        before.awaitAgain();
    }

    private Void act(Random random) throws IOException {
        byte[] talk = talk();
        for (int i = 0; i < CONNECTIONS; i++) {
            try (TestClient client = client()) {
                byte[] said = talk.clone();
                if (random.nextInt(3) == 0) {
                    said[random.nextInt(said.length)] ^= (byte) (1 << random.nextInt(8));
                }
                int cut = random.nextInt(3) == 0 ? said.length : random.nextInt(said.length + 1);
                client.raw(new String(said, 0, cut, StandardCharsets.ISO_8859_1));
                if (cut == said.length && random.nextInt(4) == 0) {
                    assertThat(client.readToEnd()).doesNotContain("\tat ", "Exception");
                }
            }
        }
        return null;
    }

    /** All that a client says: greeting, request, size of its window, signal. */
    private static byte[] talk() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(payload);
        request.write(new byte[6]);
        request.writeInt(2);
        for (String text : List.of("echo", "\udcffx", "/tmp")) {
            request.writeInt(Names.encode(text).length);
            request.write(Names.encode(text));
        }
        request.writeInt(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("CORL\0\1\0\0");
        out.writeByte(Protocol.REQUEST);
        out.writeInt(payload.size());
        out.write(payload.toByteArray());
        out.writeByte(Protocol.WINDOW);
        out.writeInt(4);
        out.writeInt(0x00500018);
        out.writeByte(Protocol.SIGNAL);
        out.writeInt(1);
        out.writeByte(15);
        return bytes.toByteArray();
    }

    private TestClient client() throws IOException {
        return new TestClient(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    private void answers() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (TestClient client = client()) {
                client.greet(1).request("echo");
                assertThat(client.readToEnd()).isEqualTo("out:said exit:3");
            }
        });
    }

    /** What a process holds. */
    private record Left(long descriptors, long threads) {
        static Left now() throws IOException {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                long threads = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("coral-"))
                        .count();
                return new Left(open.count(), threads);
            }
        }

        void awaitAgain() {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                Left now = now();
                return now.descriptors() <= descriptors + 2 && now.threads() <= threads + 1;
            });
        }
    }
}
