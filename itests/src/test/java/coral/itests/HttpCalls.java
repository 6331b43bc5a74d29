// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/** A client of one node's HTTP. */
final class HttpCalls {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String url;

    HttpCalls(HttpClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** At the first address that the node says. */
    static HttpCalls of(TestNode node) throws IOException {
        return new HttpCalls(
                HttpClient.newHttpClient(), urls(node).lines().findFirst().orElseThrow());
    }

    static String urls(TestNode node) throws IOException {
        return Files.readString(node.home().resolve("run/coral.http"));
    }

    static String adminToken(TestNode node) throws IOException {
        return Files.readString(node.home().resolve("conf/admin.token")).strip();
    }

    int port() {
        return URI.create(url).getPort();
    }

    /** @param token empty for none */
    HttpResponse<String> call(String method, String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a text as it is and reads what comes until the node ends the connection. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
