// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Nobody gets in without the guard: when its component goes, the ports are closed, and open again with it. */
class HttpGuardTest {
    private static final String COMPONENTS = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final String PORT = "org.osgi.service.http.port";
    private static final String HOST = "org.apache.felix.http.host";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @BeforeEach
    void chooseAnyPort() throws IOException {
        Files.createDirectories(home.resolve("run"));
        System.setProperty(PORT, "0");
        System.setProperty(HOST, "127.0.0.1");
        System.setProperty("org.apache.felix.http.enable", "true");
    }

    @AfterEach
    void forgetIt() {
        System.clearProperty(PORT);
        System.clearProperty(HOST);
        System.clearProperty("org.apache.felix.http.enable");
    }

    @Test
    void ports_areClosedWithoutTheGuard_andOpenAgainWithIt() throws Exception {
        try (InnerNode node = InnerNode.start(home, room -> room.equals("coral.core"))) {
            await().atMost(SOON).until(() -> isListening() && answer(port()).contains(" 401 "));
            int before = port();

            enable(node.context(), false);
            await().atMost(SOON).until(() -> isClosed(before));
            enable(node.context(), true);

            await().atMost(SOON).until(() -> isListening() && answer(port()).contains(" 401 "));
        }
    }

    private boolean isListening() throws IOException {
        Path told = home.resolve("run/coral.http");
        return Files.exists(told) && Files.readString(told).startsWith("http://");
    }

    private int port() throws IOException {
        return URI.create(Files.readString(home.resolve("run/coral.http")).strip())
                .getPort();
    }

    /** Of a path that no Api checks a second time. */
    private static String answer(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = "GET /nothing/here HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isClosed(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    /** By the component runtime of the node, whose classes are not those of this test. */
    private static void enable(BundleContext context, boolean enabled) throws Exception {
        ServiceReference<?>[] references = context.getAllServiceReferences(COMPONENTS, null);
        Object runtime = context.getService(references[0]);
        Class<?> type = runtime.getClass().getClassLoader().loadClass(COMPONENTS);
        Iterable<?> descriptions =
                (Iterable<?>) type.getMethod("getComponentDescriptionDTOs", org.osgi.framework.Bundle[].class)
                        .invoke(runtime, (Object) new org.osgi.framework.Bundle[0]);
        int found = 0;
        for (Object description : descriptions) {
            if (description.getClass().getField("name").get(description).equals("coral.core.internal.http.Listener")) {
                found++;
                type.getMethod(enabled ? "enableComponent" : "disableComponent", description.getClass())
                        .invoke(runtime, description);
            }
        }
        assertThat(found).isEqualTo(1);
    }
}
