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
        return send(method, path, token, "");
    }

    /** @param json the body; empty for none */
    HttpResponse<String> send(String method, String path, String token, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, token).timeout(LIMIT);
        if (json.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Opens a stream of events. */
    Events events(String path, String token) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(request(path, token).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("no events: " + answer.statusCode());
        }
        return new Events(answer.body());
    }

    /** What a stream of events has brought so far. */
    static final class Events implements AutoCloseable {
        private final InputStream in;
        private final StringBuilder seen = new StringBuilder();
        private final Thread reader;

        Events(InputStream in) {
            this.in = in;
            reader = new Thread(this::read, "events");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            byte[] bytes = new byte[8192];
            try {
                for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                    add(new String(bytes, 0, got, StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                add("(" + e.getMessage() + ")");
            }
        }

        private synchronized void add(String text) {
            seen.append(text);
        }

        synchronized String seen() {
            return seen.toString();
        }

        boolean isOver() {
            return !reader.isAlive();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
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
