// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that break every rule at random: each is hung up on, and the server answers those that come after. */
@Timeout(120)
class SocketFuzzTest {
    private static final Limits LIMITS = new Limits(16, 8, 2, Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final int CLIENTS = 400;

    @TempDir
    private Path folder;

    private SocketServer server;
    private Path path;

    @BeforeEach
    void open() throws IOException {
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
    }

    private TestClient client() throws IOException {
        return new TestClient(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    @Test
    void randomFrames_endTheConnectionWithoutAStackTrace_andTheServerGoesOn() throws IOException {
        Random random = new Random(11);
        answers();
        long before = descriptors();
        for (int i = 0; i < CLIENTS; i++) {
            try (TestClient client = client()) {
                wrong(client, random);
                if (i % 8 == 0) {
                    assertThat(client.readToEnd()).doesNotContain("\tat ", "Exception");
                }
            }
        }
        answers();
        await().atMost(Duration.ofSeconds(20)).until(() -> descriptors() <= before + 2);
    }

    @Test
    void hundredConnectionsThatSendNothing_areHungUpOn() throws IOException {
        long before = descriptors();
        List<TestClient> silent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            silent.add(client());
        }
        answers();
        for (TestClient one : silent) {
            one.readToEnd();
            one.close();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> descriptors() <= before + 2);
    }

    private static void wrong(TestClient client, Random random) throws IOException {
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        switch (random.nextInt(5)) {
            case 0 -> client.raw(new String(noise, StandardCharsets.ISO_8859_1));
            case 1 -> client.greet(1).frame(random.nextInt(256), noise);
            case 2 -> client.greet(1).frame(1, noise);
            case 3 -> client.greet(1).head(1, random.nextInt());
            default -> client.greet(1).request("echo").frame(random.nextInt(6), noise);
        }
    }

    private void answers() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (TestClient client = client()) {
                client.greet(1).request("echo");
                assertThat(client.readToEnd()).isEqualTo("out:said exit:3");
            }
        });
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
