// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The web console's files and what its frame asks for, without a browser. */
class ConsoleFilesIT {
    private static final TestNode NODE = TestNode.fresh();
    private static HttpCalls http;

    @BeforeAll
    static void start() throws Exception {
        assertThat(NODE.run("coral", "start").exit()).isZero();
        http = HttpCalls.of(NODE);
    }

    @AfterAll
    static void stop() throws Exception {
        NODE.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.call("GET", path, "");
    }

    @Test
    void root_leadsToTheConsole() throws Exception {
        for (String path : new String[] {"/", "/console"}) {
            assertThat(get(path).statusCode()).isEqualTo(302);
            assertThat(get(path).headers().firstValue("Location").orElse("")).endsWith("/console/");
        }
    }

    @Test
    void frame_isReadWithoutAToken_underAStrictPolicy() throws Exception {
        HttpResponse<String> frame = get("/console/");

        assertThat(frame.statusCode()).isEqualTo(200);
        assertThat(frame.body()).contains("frame.js").doesNotContain("<style", "onclick");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "trusted-types 'none'")
                .doesNotContain("unsafe");
        assertThat(get("/console/frame.js").headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
        assertThat(get("/console/lib/preact-LICENSE.txt").body()).contains("Jason Miller");
        assertThat(get("/favicon.ico").headers().firstValue("Content-Type")).contains("image/svg+xml");
    }

    @Test
    void whatIsNoFileOfTheConsole_isNotServed() throws Exception {
        for (String path : new String[] {
            "/console/nothing.js",
            "/console/lib",
            "/console/lib/",
            "/console/.hidden",
            "/console/META-INF/MANIFEST.MF",
            "/console/pages/hsm/page.js",
            "/console/pages/hsm/other-stamp/page.js"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(get(path).body()).as(path).contains("CORAL-CONSOLE-001");
        }
        assertThat(get("/console/%2e%2e/api/v1/node").statusCode()).isNotEqualTo(200);
        assertThat(get("/console/pages/hsm/..%2f..%2fframe.js").statusCode()).isNotEqualTo(200);
        assertThat(http.call("POST", "/console/", "").statusCode()).isEqualTo(401);
    }

    @Test
    void fileThatIsKnown_isNotSentAgain() throws Exception {
        String tag = get("/console/frame.js").headers().firstValue("ETag").orElseThrow();
        String ask = "GET /console/frame.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

        assertThat(http.raw(ask + "If-None-Match: " + tag + "\r\n\r\n")).startsWith("HTTP/1.1 304 ");
        assertThat(http.raw(ask + "If-None-Match: \"other\"\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void session_tellsWhoAsksAndWhichPagesThereAre() throws Exception {
        String reader = NODE.run("coral", "token", "add", "looks", "--role", "reader")
                .out()
                .strip();

        JsonNode session = new ObjectMapper()
                .readTree(http.call("GET", "/api/v1/console", reader).body());

        assertThat(session.path("role").asText()).isEqualTo("reader");
        assertThat(session.path("user").asText()).isEqualTo(System.getProperty("user.name"));
        JsonNode page = session.path("pages").path(0);
        assertThat(page.path("id").asText()).isEqualTo("hsm");
        assertThat(get(page.path("script").asText()).body()).contains("export function show");
        assertThat(get(page.path("style").asText()).headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
    }
}
