// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP of the unpacked distribution, as administrators and strangers use it. */
class HttpIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestNode NODE = TestNode.fresh();
    private static HttpCalls http;
    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        assertThat(NODE.run("coral", "start").out()).contains("http     http://127.0.0.1:");
        http = HttpCalls.of(NODE);
        admin = HttpCalls.adminToken(NODE);
    }

    @AfterAll
    static void stop() throws Exception {
        NODE.close();
    }

    private static String token(String name, String role) throws Exception {
        return NODE.run("coral", "token", "add", name, "--role", role).out().strip();
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        return problem;
    }

    @Test
    void node_answersWhatStatusSays() throws Exception {
        HttpResponse<String> answer = http.call("GET", "/api/v1/node", admin);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree(NODE.run("coral", "status", "--json").out()));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void request_withoutARightToken_isChallenged() throws Exception {
        HttpResponse<String> none = http.call("GET", "/api/v1/node", "");
        HttpResponse<String> wrong = http.call("GET", "/api/v1/node", admin + "x");

        problem(none, 401, "CORAL-HTTP-012");
        problem(wrong, 401, "CORAL-HTTP-012");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"coral\"");
    }

    @Test
    void reader_looksAndMayNotChange() throws Exception {
        String reader = token("looks", "reader");

        assertThat(http.call("GET", "/api/v1/node", reader).statusCode()).isEqualTo(200);
        problem(http.call("DELETE", "/api/v1/tokens/admin", reader), 403, "CORAL-HTTP-013");
        problem(http.call("GET", "/api/v1/tokens", reader), 403, "CORAL-HTTP-013");
        assertThat(http.call("GET", "/api/v1/node", admin).statusCode()).isEqualTo(200);
    }

    @Test
    void token_isAddedListedAndRevoked() throws Exception {
        String made = token("short", "operator");
        assertThat(http.call("GET", "/api/v1/node", made).statusCode()).isEqualTo(200);
        assertThat(NODE.run("coral", "token", "ls").out()).contains("short").doesNotContain(made);

        assertThat(NODE.run("coral", "token", "revoke", "short", "--dry-run").exit())
                .isZero();
        assertThat(http.call("GET", "/api/v1/node", made).statusCode()).isEqualTo(200);
        assertThat(http.call("DELETE", "/api/v1/tokens/short", admin).statusCode())
                .isEqualTo(204);
        problem(http.call("GET", "/api/v1/node", made), 401, "CORAL-HTTP-012");
    }

    @Test
    void secrets_areForTheOwnerAlone_andInNoLog() throws Exception {
        String made = token("secret", "reader");
        http.call("GET", "/api/v1/node", made);
        http.call("GET", "/api/v1/node", made + "x");

        assertThat(mode("conf/admin.token")).isEqualTo("rw-------");
        assertThat(mode("data/coral.core/tokens.json")).isEqualTo("rw-------");
        assertThat(Files.readString(NODE.home().resolve("data/coral.core/tokens.json")))
                .doesNotContain(made, admin);
        try (Stream<Path> logs = Files.list(NODE.home().resolve("log"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).doesNotContain(made, admin);
            }
        }
    }

    private static String mode(String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(NODE.home().resolve(file)));
    }

    @Test
    void changesAndRefusals_areInTheAuditLog() throws Exception {
        http.call("DELETE", "/api/v1/tokens/nobody", admin);
        http.call("DELETE", "/api/v1/tokens/somebody", token("writes", "operator"));
        http.call("GET", "/api/v1/tokens", token("peeks", "operator"));
        http.call("GET", "/api/v1/tokens%20answered%20200", "");

        // A line is written once its answer is out.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> NODE.run("coral", "audit", "-n", "9").out().contains("tokens ans"));
        String shown = NODE.run("coral", "audit", "-n", "1000").out();
        String json = NODE.run("coral", "audit", "-n", "1000", "--json").out();

        assertThat(shown)
                .contains(" http from 127.0.0.1 by admin, answered 404: DELETE /api/v1/tokens/nobody\n")
                .contains(" by writes, answered 403: DELETE /api/v1/tokens/somebody\n")
                .contains(" by peeks, answered 403")
                .contains(" - http from 127.0.0.1 by no token, answered 401 CORAL-HTTP-012: GET /api/v1/tokens ans");
        assertThat(json).contains("\"token\":\"admin\",\"from\":\"127.0.0.1\",\"request\":\"DELETE ");
    }

    @Test
    void refusalsOfOneClient_doNotFillTheAuditLog() throws Exception {
        String ask = "GET /flood HTTP/1.1\r\nConnection: close\r\nHost: evil.example\r\n\r\n";
        for (int i = 0; i < 60; i++) {
            assertThat(http.raw(ask)).startsWith("HTTP/1.1 421 ");
        }

        assertThat(Files.readAllLines(NODE.home().resolve("log/audit.log")))
                .filteredOn(line -> line.contains("GET /flood"))
                .hasSizeBetween(1, 40); // 20 a minute, and a minute may end meanwhile.
    }

    @Test
    void foreignHostAndOrigin_areRefused() throws Exception {
        String ask = "GET /api/v1/node HTTP/1.1\r\nConnection: close\r\nAuthorization: Bearer " + admin + "\r\n";
        String host = "Host: 127.0.0.1:" + http.port() + "\r\n";

        assertThat(http.raw(ask + "Host: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("CORAL-HTTP-015");
        assertThat(http.raw(ask + host + "Origin: http://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("CORAL-HTTP-019");
        assertThat(http.raw(ask + host + "Origin: http://127.0.0.1:" + http.port() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void badRequests_areAnsweredWithProblems() throws Exception {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + admin + "\r\n";

        problem(http.call("GET", "/nothing/here", admin), 404, "CORAL-HTTP-002");
        problem(http.call("GET", "/api/v1/nothing", admin), 404, "CORAL-HTTP-002");
        problem(http.call("PUT", "/api/v1/node", admin), 405, "CORAL-HTTP-003");
        problem(http.call("GET", "/api/v1/tokens?limit=many", admin), 400, "CORAL-HTTP-009");
        problem(http.call("GET", "/api/v1/tokens?lim=1", admin), 400, "CORAL-HTTP-010");
        problem(http.call("GET", "/" + "a".repeat(9000), admin), 414, "CORAL-HTTP-007");
        assertThat(http.raw("GET /api/v1/node" + rest + "Accept: text/html\r\n\r\n"))
                .startsWith("HTTP/1.1 406 ")
                .contains("CORAL-HTTP-004");
        assertThat(http.raw("DELETE /api/v1/tokens/a" + rest + "Content-Length: 2000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("CORAL-HTTP-006");
        assertThat(http.raw("no request at all\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("CORAL-HTTP-008")
                .doesNotContain("\tat ");
    }

    @Test
    void connection_thatNeverAsks_isClosed() throws Exception {
        long start = System.nanoTime();

        http.raw("GET /api/v1/node HTTP/1.1\r\nHost: loc");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void openapi_isTrueToWhatIsServed() throws Exception {
        JsonNode document =
                JSON.readTree(http.call("GET", "/api/v1/openapi.json", admin).body());

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .contains("/api/v1/node", "/api/v1/openapi.json", "/api/v1/tokens", "/api/v1/tokens/{name}");
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                answersAsDeclared(path.getKey(), operation.getKey(), operation.getValue());
            }
        }
    }

    /** What changes is asked for something that is not there, or without its body; of events only the head. */
    private static void answersAsDeclared(String path, String method, JsonNode operation) throws Exception {
        boolean events = operation.at("/responses/200/content").has("text/event-stream");
        String verb = events ? "HEAD" : method.toUpperCase(java.util.Locale.ROOT);
        HttpResponse<String> answer = http.call(verb, path.replaceAll("\\{[^}]*}", "not-there"), admin);
        if (answer.statusCode() < 300) {
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .contains(Integer.toString(answer.statusCode()));
        } else {
            assertThat(operation.path("responses").has("default")).isTrue();
            assertThat(JSON.readTree(answer.body()).path("code").asText())
                    .as(method + " " + path)
                    .matches("CORAL-[A-Z]+-[0-9]{3}")
                    .isNotIn("CORAL-HTTP-002", "CORAL-HTTP-003", "CORAL-HTTP-001");
        }
    }

    @Test
    void metricsAndHealth_areForReaders() throws Exception {
        String reader = token("watches", "reader");
        HttpResponse<String> metrics = http.call("GET", "/metrics", reader);
        HttpResponse<String> health = http.call("GET", "/health", reader);

        problem(http.call("GET", "/metrics", ""), 401, "CORAL-HTTP-012");
        problem(http.call("GET", "/health", ""), 401, "CORAL-HTTP-012");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(metrics.body()).contains("\ncoral_core_node_ready 1");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(health.body()).path("checks").findValuesAsText("name"))
                .contains("bundles", "disk");
        problem(http.call("GET", "/health?tag=nonsense", reader), 404, "CORAL-CORE-037");
        problem(http.call("GET", "/metrics?x=1", reader), 400, "CORAL-HTTP-010");
        problem(http.call("POST", "/health", admin), 405, "CORAL-HTTP-003");
    }

    @Test
    void openPaths_letEverybodyRead_andNobodyChange() throws Exception {
        try (TestNode other = TestNode.fresh()) {
            Files.createDirectories(other.home().resolve("conf"));
            Files.writeString(
                    other.home().resolve("conf/coral.properties"), "coral.http.open.paths=/health,/metrics,/api/\n");
            assertThat(other.run("coral", "start").exit()).isZero();
            HttpCalls open = HttpCalls.of(other);

            assertThat(open.call("GET", "/metrics", "").statusCode()).isEqualTo(200);
            assertThat(open.call("GET", "/health", "").statusCode()).isEqualTo(200);
            problem(open.call("POST", "/health", ""), 401, "CORAL-HTTP-012");
            problem(open.call("DELETE", "/api/v1/tokens/admin", ""), 401, "CORAL-HTTP-012");
            problem(open.call("GET", "/api/v1/tokens", ""), 401, "CORAL-HTTP-012");
        }
    }

    @Test
    void takenPort_leavesTheNodeUp_andIsTold() throws Exception {
        try (TestNode other = TestNode.fresh().with("CORAL_HTTP_PORT", Integer.toString(http.port()))) {
            assertThat(other.run("coral", "start").exit()).isZero();

            assertThat(other.run("coral", "status").out()).contains("CORAL-HTTP-025", "" + http.port());
            assertThat(other.run("coral", "status").exit()).isZero();
            assertThat(Files.readString(other.home().resolve("log/coral.log"))).contains("CORAL-HTTP-025");
        }
    }

    @Test
    void tls_isServedWithTheKeystore() throws Exception {
        try (TestNode other = TestNode.fresh()) {
            HttpCalls https = new TlsKeystore(other.home()).start(other);

            assertThat(https.call("GET", "/api/v1/node", HttpCalls.adminToken(other))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void switchedOff_thereIsNoHttp() throws Exception {
        try (TestNode other = TestNode.fresh()) {
            Files.createDirectories(other.home().resolve("conf"));
            Files.writeString(
                    other.home().resolve("conf/coral.properties"),
                    "coral.http.enabled=false\n",
                    StandardCharsets.UTF_8);

            assertThat(other.run("coral", "start").out()).contains("ready").doesNotContain("http ");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> other.run("coral", "status", "--json").out().contains("\"http\":[]"));
        }
    }
}
