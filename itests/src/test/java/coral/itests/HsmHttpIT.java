// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coral.itests.HttpCalls.Events;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HSM of the unpacked distribution by HTTP alone, as the console and scripts use it. */
class HsmHttpIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String HSM = "/api/v1/hsm";

    @TempDir
    private static Path base;

    private static HsmPlace place;
    private static HttpCalls http;
    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        place = HsmPlace.under(base);
        http = HttpCalls.of(place.node());
        admin = HttpCalls.adminToken(place.node());
    }

    @AfterAll
    static void stop() throws Exception {
        if (place != null) {
            place.close();
        }
    }

    private static String token(String name, String role, String user) throws Exception {
        return place.good("coral", "token", "add", name, "--role", role, "--user", user)
                .strip();
    }

    private static JsonNode good(String method, String path, @Nullable Object body) throws Exception {
        HttpResponse<String> answer =
                http.send(method, HSM + path, admin, body == null ? "" : JSON.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void refused(String method, String path, String token, String body, int status, String code)
            throws Exception {
        HttpResponse<String> answer = http.send(method, HSM + path, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private static String ask(String action, Path file) throws Exception {
        JsonNode results = good("POST", "/requests", Map.of("action", action, "paths", List.of(file.toString())));
        assertThat(results.path("results").size()).isEqualTo(1);
        return results.path("results").path(0).path("cookie").asText();
    }

    private static String state(Path file) throws Exception {
        return good("GET", "/files?path=" + file, null)
                .path("files")
                .path(0)
                .path("state")
                .asText();
    }

    @Test
    void file_isArchivedReleasedAndRestored_andEventsTell() throws Exception {
        Path file = place.file("data", 3_000_000);
        byte[] content = Files.readAllBytes(file);
        try (Events events = http.events(HSM + "/requests/events", admin)) {
            await().atMost(SOON).until(() -> events.seen().contains("event: status"));

            String cookie = ask("ARCHIVE", file);
            await().atMost(SOON)
                    .until(() -> events.seen()
                            .lines()
                            .anyMatch(line -> line.contains("\"cookie\":\"" + cookie + "\"")
                                    && line.contains("\"status\":\"SUCCEED\"")));
            await().atMost(SOON).until(() -> events.seen().contains("\"succeeded\":1"));
        }
        assertThat(state(file)).isEqualTo("0x00000009");
        Map<String, Object> release = Map.of("paths", List.of(file.toString()));
        assertThat(good("POST", "/release?dry-run=true", release).toString()).contains("\"result\":\"possible\"");
        assertThat(state(file)).isEqualTo("0x00000009");

        assertThat(good("POST", "/release", release).toString()).contains("\"result\":\"done\"");

        assertThat(state(file)).isEqualTo("0x0000000d");
        assertThat(Files.readAllBytes(file)).isNotEqualTo(content);
        ask("RESTORE", file);
        await().atMost(SOON).until(() -> state(file).equals("0x00000009"));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void answers_areThoseOfTheShell() throws Exception {
        Path file = place.file("same", 1000);

        assertThat(good("GET", "/status", null)).isEqualTo(JSON.readTree(place.good("hsm", "status", "--json")));
        assertThat(good("GET", "/file-systems", null).path("fileSystems").path(0))
                .isEqualTo(JSON.readTree(place.good("hsm", "fs", "ls", "--json")));
        assertThat(good("GET", "/archives", null).path("archives").path(0))
                .isEqualTo(JSON.readTree(place.good("hsm", "archives", "ls", "--json")));
        assertThat(good("GET", "/files?path=" + file, null).path("files").path(0))
                .isEqualTo(JSON.readTree(place.good("hsm", "state", "--json", file.toString())));
        assertThat(good("GET", "/actions?path=" + file, null).path("actions").path(0))
                .isEqualTo(JSON.readTree(place.good("hsm", "action", "--json", file.toString())));
        Map<String, Object> dry = Map.of("action", "ARCHIVE", "paths", List.of(file.toString()), "dryRun", true);
        assertThat(good("POST", "/requests", dry).path("results").path(0))
                .isEqualTo(JSON.readTree(place.good("hsm", "archive", "--dry-run", "--json", file.toString())));
        assertThat(state(file)).isEqualTo("0x00000000");
    }

    @Test
    void reader_looksAndMayNotChange() throws Exception {
        String reader = token("looks", "reader", "root");
        Path file = place.file("kept", 1000);
        String body = JSON.writeValueAsString(Map.of("paths", List.of(file.toString())));
        String operator = token("works", "operator", "root");

        assertThat(http.send("GET", HSM + "/status", reader, "").statusCode()).isEqualTo(200);
        refused("POST", "/release", reader, body, 403, "CORAL-HTTP-013");
        refused("POST", "/requests", reader, body, 403, "CORAL-HTTP-013");
        refused("PATCH", "/files", reader, body, 403, "CORAL-HTTP-013");
        refused("DELETE", "/archives/1", operator, "", 403, "CORAL-HTTP-013");
        refused("DELETE", "/file-systems/probe", operator, "", 403, "CORAL-HTTP-013");
        assertThat(place.good("hsm", "archives", "ls")).startsWith("1 ");
    }

    @Test
    void ordinaryUsersToken_neitherSeesNorChangesWhatTheUserCannotReach() throws Exception {
        String nobody = token("nobody", "admin", "nobody");
        Path closed = Files.createDirectories(place.files().resolve("closed"));
        Path file = Files.write(closed.resolve("secret"), new byte[1000]);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path others = place.file("others", 1000);
        String both = JSON.writeValueAsString(
                Map.of("paths", List.of(file.toString(), others.toString()), "set", List.of("never_release")));

        JsonNode seen = JSON.readTree(
                http.send("GET", HSM + "/files?path=" + file, nobody, "").body());
        JsonNode changed =
                JSON.readTree(http.send("PATCH", HSM + "/files", nobody, both).body());

        assertThat(seen.path("files").path(0).path("problem").path("errno").asText())
                .isEqualTo("EACCES");
        assertThat(seen.toString()).doesNotContain("0x0000");
        assertThat(changed.path("results").findValuesAsText("errno"))
                .hasSize(2)
                .allMatch(e -> e.matches("EACCES|EPERM"));
        assertThat(state(file)).isEqualTo("0x00000000");
        assertThat(state(others)).isEqualTo("0x00000000");
        refused("DELETE", "/archives/1", nobody, "", 403, "CORAL-HSM-010");
        refused("DELETE", "/file-systems/probe", nobody, "", 403, "CORAL-HSM-130");
    }

    @Test
    void flags_areSetAndCleared() throws Exception {
        Path file = place.file("flags", 1000);
        List<String> paths = List.of(file.toString());

        good("PATCH", "/files?dry-run=true", Map.of("paths", paths, "set", List.of("never_release")));
        assertThat(state(file)).isEqualTo("0x00000000");
        good("PATCH", "/files", Map.of("paths", paths, "set", List.of("never_release")));
        assertThat(state(file)).isEqualTo("0x00000010");
        good("PATCH", "/files", Map.of("paths", paths, "clear", List.of("never_release")));
        assertThat(state(file)).isEqualTo("0x00000000");
    }

    @Test
    void archivesAndFileSystems_areAddedChangedAndRemoved() throws Exception {
        Path root = Files.createDirectories(base.resolve("second"));
        Path tree = Files.createDirectories(base.resolve("tree"));
        Map<String, Object> archive = Map.of("id", 2, "type", "posix", "options", Map.of("root", root.toString()));

        assertThat(good("POST", "/archives?dry-run=true", archive)
                        .path("result")
                        .asText())
                .isEqualTo("possible");
        assertThat(good("POST", "/archives", archive).path("result").asText()).isEqualTo("added");
        good("PATCH", "/archives/2", Map.of("threads", 7));
        assertThat(place.good("hsm", "archives", "ls")).contains("2 --type posix --threads 7");
        good("DELETE", "/archives/2", null);
        assertThat(good("GET", "/archives", null).path("archives").size()).isEqualTo(1);
        good("POST", "/file-systems", Map.of("directory", tree.toString(), "name", "more"));
        assertThat(good("GET", "/file-systems?limit=1", null).path("next").asText())
                .isEqualTo("more");
        assertThat(good("POST", "/file-systems/more/rebuild?dry-run=true", null)
                        .path("files")
                        .asInt())
                .isZero();
        good("DELETE", "/file-systems/more", null);
        assertThat(place.good("hsm", "fs", "ls")).doesNotContain("more ");
    }

    @Test
    void badRequests_areRefusedAsAWhole() throws Exception {
        String many =
                JSON.writeValueAsString(Map.of("action", "ARCHIVE", "paths", Collections.nCopies(1001, "/some/where")));
        refused("POST", "/requests", admin, many, 400, "CORAL-HSM-180");
        refused("POST", "/release", admin, "{\"paths\":[\"relative\"]}", 400, "CORAL-HSM-181");
        refused("GET", "/requests?cursor=nonsense", admin, "", 400, "CORAL-HSM-182");
        refused("POST", "/release", admin, "{\"paths\":[\"/a\"],\"dry\":true}", 400, "CORAL-HTTP-011");
        refused("POST", "/requests", admin, "{\"action\":\"EAT\",\"paths\":[\"/a\"]}", 400, "CORAL-HTTP-011");
        refused("PATCH", "/files", admin, "{\"paths\":[\"/a\"]}", 400, "CORAL-HTTP-011");
        refused("PATCH", "/archives/0", admin, "{\"threads\":1}", 400, "CORAL-HTTP-009");
        refused("GET", "/files", admin, "", 400, "CORAL-HTTP-009");
        String unknown = "{\"action\":\"ARCHIVE\",\"paths\":[\"/a\"],\"archiveId\":9}";
        refused("POST", "/requests", admin, unknown, 404, "CORAL-HSM-026");
        refused("DELETE", "/archives/9", admin, "", 404, "CORAL-HSM-026");
    }

    @Test
    void events_endWithTheirToken() throws Exception {
        String brief = token("brief", "reader", "root");
        try (Events events = http.events(HSM + "/requests/events", brief)) {
            await().atMost(SOON).until(() -> events.seen().contains("event: status"));
            assertThat(events.isOver()).isFalse();

            place.good("coral", "token", "revoke", "brief");

            await().atMost(Duration.ofSeconds(10)).until(events::isOver);
        }
    }
}
