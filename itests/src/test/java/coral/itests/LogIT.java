// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The log and the audit log as administrators use them. */
class LogIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void level_isChangedLive_andForgottenByARestartUnlessPersisted() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            good(node, "start");
            assertThat(good(node, "log", "level")).contains("coral INFO", "ROOT WARN");
            assertThat(good(node, "log", "level", "coral.probe")).isEqualTo("coral.probe INFO\n");
            assertThat(good(node, "log", "level", "coral.probe", "debug", "--dry-run"))
                    .isEqualTo("coral.probe INFO -> DEBUG would be changed\n");
            assertThat(good(node, "log", "level", "coral.probe")).isEqualTo("coral.probe INFO\n");

            good(node, "log", "level", "coral.probe", "debug");
            assertThat(good(node, "log", "level", "coral.probe.x", "--json")).contains("\"level\":\"DEBUG\"");
            good(node, "log", "level", "coral.kept", "error", "--persist");
            assertThat(good(node, "log", "level", "coral.probe")).isEqualTo("coral.probe DEBUG\n");
            assertThat(good(node, "audit")).contains("changed log level coral.probe: INFO -> DEBUG");

            Result wrong = node.run("coral", "log", "level", "coral.probe", "loud");
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.err()).contains("loud", "DEBUG");

            good(node, "stop");
            good(node, "start");
            assertThat(good(node, "log", "level", "coral.kept")).isEqualTo("coral.kept ERROR\n");
            assertThat(node.home().resolve("conf/logback.xml")).content().contains("coral.kept", "audit.log");
        }
    }

    @Test
    void audit_tellsWhoCalledWhat_andNothingTypedLooksLikeAnotherLine() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            good(node, "start");
            String forged = "x\n{\"time\":\"2026-11-24T00:00:00Z\",\"user\":\"nobody\",\"exit\":0}";
            assertThat(node.run("coral", "exec", "nonesuch", forged, "--token", "secret-1")
                            .exit())
                    .isEqualTo(127);

            String shown = good(node, "audit", "-n", "1", "--since", "1h", "--user", System.getProperty("user.name"));
            String json = good(node, "audit", "--json");

            assertThat(shown)
                    .contains("exit 127", " ms: nonesuch", "--token ***")
                    .hasLineCount(1);
            assertThat(json.lines()).allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"));
            assertThat(json).contains("\"exit\":127", "\"origin\":\"socket\"").doesNotContain("secret-1");
            assertThat(good(node, "audit", "--user", "nobody")).isEmpty();
            Path file = node.home().resolve("log/audit.log");
            assertThat(Files.readAllLines(file)).noneMatch(line -> line.contains("\"user\":\"nobody\""));
            assertThat(node.home().resolve("log/coral.log")).content().doesNotContain("nonesuch");
            assertThat(node.run("coral", "audit", "--since", "soon").err()).contains("CORAL-CORE-064");
        }
    }

    @Test
    void tail_showsTheEnd_andFollowsUntilItIsCancelled() throws Exception {
        try (TestNode node = TestNode.withProbe()) {
            good(node, "log", "level", "coral.core", "info");
            Process following = node.start("coral", "log", "tail", "-n", "0", "-f", "--level", "info");
            await().atMost(LIMIT).until(() -> {
                node.run("coral", "exec", "probe", "boom");
                return node.output(following).contains("CORAL-CORE-001");
            });
            assertThat(good(node, "log", "tail", "-n", "2000", "--level", "error", "--logger", "coral.core"))
                    .contains("CORAL-CORE-001", "\tat ");
            assertThat(good(node, "log", "tail", "--level", "error", "--logger", "org.nonesuch"))
                    .isEmpty();

            following.destroy();

            assertThat(node.finish(following).exit()).isEqualTo(143);
        }
    }

    private static String good(TestNode node, String... arguments) throws Exception {
        Result result = node.run("coral", arguments);
        assertThat(result.exit())
                .as("%s: %s", String.join(" ", arguments), result)
                .isZero();
        return result.out();
    }
}
