// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coral.itests.TestNode.Result;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics and health of a node at work, as those see them who watch it. */
class WatchIT {
    private static final int FILE_BYTES = 3_000_000;
    private static final String TABLE = "| metric | type | unit | what |\n| --- | --- | --- | --- |\n";
    private static final Path PYTHON_CLIENT = Path.of("/usr/lib/python3/dist-packages/prometheus_client");
    private static final String PARSE =
            "import sys\nfrom prometheus_client.parser import text_string_to_metric_families"
                    + " as parse\nfor f in parse(sys.stdin.read()):\n  print(f.name, len(f.samples))\n";
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path base;

    private HsmPlace place;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        place = HsmPlace.under(base);
    }

    @AfterEach
    void stop() throws Exception {
        if (place != null) {
            place.close();
        }
    }

    /** Value (of a histogram: count) of each sample, by name and labels. */
    private Map<String, Double> samples() throws Exception {
        Map<String, Double> samples = new TreeMap<>();
        for (JsonNode metric : metrics()) {
            for (JsonNode sample : metric.get("samples")) {
                JsonNode value = sample.get("value");
                double amount = 0;
                if (value.has("amount")) {
                    amount = value.get("amount").asDouble();
                } else {
                    for (JsonNode count : value.get("counts")) {
                        amount += count.asDouble();
                    }
                }
                samples.put(metric.get("name").asText() + sample.get("labels"), amount);
            }
        }
        return samples;
    }

    private JsonNode metrics() throws Exception {
        return new ObjectMapper().readTree(place.good("coral", "metrics", "--json"));
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String sample) {
        assertThat(after).containsKey(sample);
        return Objects.requireNonNull(after.get(sample)) - before.getOrDefault(sample, 0.0);
    }

    @Test
    void counters_move_whenAFileIsArchivedAndReleased() throws Exception {
        Map<String, Double> before = samples();
        Path file = place.file("data", FILE_BYTES);

        place.hsm("archive", List.of(file), "--wait");
        place.hsm("release", List.of(file));

        Map<String, Double> after = samples();
        String archived = "{\"action\":\"archive\",\"archive\":\"1\"}";
        assertThat(grown(
                        before,
                        after,
                        "coral_hsm_agent_actions_total{\"action\":\"archive\",\"archive\":\"1\",\"outcome\":\"done\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "coral_hsm_agent_moved_bytes_total" + archived))
                .isBetween(FILE_BYTES - 1.0, FILE_BYTES + 4096.0);
        assertThat(grown(before, after, "coral_hsm_agent_action_duration_seconds" + archived))
                .isEqualTo(1);
        assertThat(grown(before, after, "coral_hsm_posix_written_objects_total{\"archive\":\"1\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "coral_hsm_posix_fsync_duration_seconds{\"archive\":\"1\"}"))
                .isEqualTo(2);
        assertThat(grown(before, after, "coral_hsm_local_released_files{\"filesystem\":\"probe\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "coral_hsm_local_released_bytes{\"filesystem\":\"probe\"}"))
                .isBetween((double) FILE_BYTES, FILE_BYTES + 65536.0);
        assertThat(grown(before, after, "coral_core_journal_appends_total{\"journal\":\"hsmlocal\"}"))
                .isPositive();
        assertThat(grown(before, after, "coral_core_commands_total{\"code\":\"0\",\"command\":\"hsm archive\"}"))
                .isEqualTo(1);
        assertThat(after).containsEntry("coral_core_node_ready{}", 1.0);
    }

    @Test
    void metrics_areThoseOfTheDocument_obeyTheNameRule_andAreReadByPrometheusOwnParser() throws Exception {
        List<String> rows = new ArrayList<>();
        for (JsonNode metric : metrics()) {
            rows.add("| `" + metric.get("name").asText() + "` | "
                    + metric.get("type").asText() + " | " + metric.get("unit").asText() + " | "
                    + metric.get("help").asText() + " |");
            assertThat(isNamedByTheRule(metric)).as(metric.get("name").asText()).isTrue();
            assertThat(metric.get("help").asText()).isNotBlank();
        }
        Path document = Rooms.ROOT.resolve("docs/metrics.md");
        String text = Files.readString(document);
        int table = text.indexOf(TABLE) + TABLE.length();
        if (System.getProperty("coral.api.update") != null) {
            Files.writeString(document, text.substring(0, table) + String.join("\n", rows) + "\n");
        } else {
            assertThat(text.substring(table).lines().toList()).isEqualTo(rows);
        }
        assertThat(Files.readString(place.node().home().resolve("log/coral.log")))
                .doesNotContain("CORAL-CORE-03");
        assumeTrue(Files.exists(PYTHON_CLIENT), "python3-prometheus-client is not installed");
        Path script = Files.writeString(base.resolve("parse.py"), PARSE);
        Result parsed = place.node()
                .script("set -e; coral metrics >" + base + "/text; /usr/bin/python3 " + script + " <" + base + "/text");
        assertThat(parsed.exit()).as(parsed.toString()).isZero();
        assertThat(parsed.out()).contains("coral_core_node_ready 1\n").contains("jvm_memory_used_bytes 2\n");
        Files.writeString(
                base.resolve("served"),
                HttpCalls.of(place.node())
                        .call("GET", "/metrics", HttpCalls.adminToken(place.node()))
                        .body());
        Result served = place.node().script("/usr/bin/python3 " + script + " <" + base + "/served");
        assertThat(served.exit()).as(served.toString()).isZero();
        assertThat(served.out()).contains("coral_core_node_ready 1\n").contains("jvm_memory_used_bytes 2\n");
    }

    private static boolean isNamedByTheRule(JsonNode metric) {
        String name = metric.get("name").asText();
        Set<String> rooms = Rooms.jars().keySet();
        boolean ours = rooms.stream().anyMatch(room -> name.startsWith(room.replace('.', '_') + "_"));
        String unit = metric.get("unit").asText();
        String base = name.replaceAll("_total$", "");
        return name.matches("[a-z0-9_]+")
                && (ours || name.startsWith("jvm_") || name.startsWith("process_"))
                && name.endsWith("_total") == metric.get("type").asText().equals("counter")
                && (Set.of("count", "flag").contains(unit) || base.endsWith("_" + unit));
    }

    @Test
    void health_isCriticalWithoutTheArchivesMarker_andOkWhenItIsBack() throws Exception {
        awaitHealth(result -> result.exit() == 0);
        Path marker = place.archive().resolve(".coral-archive");
        Path aside = base.resolve("marker");
        Files.move(marker, aside);

        Result broken = awaitHealth(result -> result.exit() == 1);

        assertThat(broken.out())
                .contains("critical     archives      archive 1 is offline: CORAL-POSIX-011")
                .contains("is its mount missing?")
                .containsPattern("ok +filesystems");
        Result json = place.node().run("coral", "health", "--json", "--tag", "hsm");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(json.out()).get("status").asText())
                .isEqualTo("critical");
        HttpResponse<String> served =
                HttpCalls.of(place.node()).call("GET", "/health?tag=hsm", HttpCalls.adminToken(place.node()));
        assertThat(served.statusCode()).isEqualTo(503);
        assertThat(served.body()).contains("\"status\":\"critical\"", "archive 1 is offline");
        assertThat(place.node().run("coral", "health", "--tag", "core").exit()).isZero();
        Files.move(aside, marker);
        awaitHealth(result -> result.exit() == 0);
    }

    @Test
    void health_namesWhatADroppedBundleLacks_asAWarning() throws Exception {
        Path jar = base.resolve("lacking.jar");
        Path manifest = Files.writeString(base.resolve("manifest"), """
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: org.example.lacking
                Bundle-Version: 1.0
                Import-Package: org.example.nowhere;version="[1,2)"
                """);
        Path java = Path.of(System.getProperty("java.home"), "bin/jar");
        Process made = new ProcessBuilder(java.toString(), "cfm", jar.toString(), manifest.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Files.copy(jar, base.resolve("part"));
        Files.move(base.resolve("part"), place.node().home().resolve("deploy/lacking.part"));
        Files.move(
                place.node().home().resolve("deploy/lacking.part"),
                place.node().home().resolve("deploy/lacking.jar"),
                StandardCopyOption.ATOMIC_MOVE);

        Result warned = awaitHealth(result -> result.out().contains("CORAL-CORE-042"));

        assertThat(warned.exit()).isZero();
        assertThat(warned.out())
                .containsPattern("warn +bundles +CORAL-CORE-042: bundle org.example.lacking 1.0.0 does not run")
                .contains("org.example.nowhere", "add the bundle that does; or remove it from deploy/");
    }

    @Test
    void badInput_isNamed() throws Exception {
        Result prefix = place.node().run("coral", "metrics", "coral_nonsense");
        Result tag = place.node().run("coral", "health", "--tag", "nonsense");

        assertThat(prefix.exit()).isEqualTo(1);
        assertThat(prefix.err()).contains("CORAL-CORE-034", "'coral_nonsense'", "'coral metrics' shows all");
        assertThat(tag.exit()).isEqualTo(1);
        assertThat(tag.err()).contains("CORAL-CORE-037", "'nonsense'", "there are core, hsm");
    }

    private Result awaitHealth(Predicate<Result> wanted) {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(this::health, wanted);
    }

    private Result health() throws IOException, InterruptedException {
        return place.node().run("coral", "health");
    }
}
