// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples are built as an outsider builds them, from the distribution alone, and dropped into a running node. */
class SamplesIT {
    @TempDir
    private Path base;

    @Test
    void mover_builtAndDropped_servesAnArchive() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Path jar = built("mover");
        try (HsmPlace place = HsmPlace.under(base.resolve("place"))) {
            Path store = Files.createDirectories(base.resolve("shelf"));
            Path file = place.file("data", 3_000_000);
            byte[] content = Files.readAllBytes(file);

            DroppedBundle.drop(place.node().home().resolve("deploy"), "shelf.jar", Files.readAllBytes(jar));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            place.good("coral", "exec", "coral", "deploy", "ls").contains("active     shelf.jar"));
            place.good("hsm", "archives", "add", "2", "--type", "shelf", "--root", store.toString());
            place.hsm("archive", List.of(file), "--archive", "2", "--wait");
            place.hsm("release", List.of(file));
            place.hsm("restore", List.of(file), "--wait");

            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            Path object = objects(store).get(0);
            assertThat(Files.readAllBytes(object)).isEqualTo(content);
            damagedObject_isNotTakenForTheFile(place, file, object);
            place.hsm("remove", List.of(file), "--wait");
            assertThat(objects(store)).isEmpty();
        }
    }

    private static void damagedObject_isNotTakenForTheFile(HsmPlace place, Path file, Path object) throws Exception {
        place.hsm("release", List.of(file));
        byte[] good = Files.readAllBytes(object);
        byte[] bad = good.clone();
        bad[1000] ^= 1;
        Files.write(object, bad);

        assertThat(place.node().run("hsm", "restore", "--wait", file.toString()).exit())
                .isNotZero();

        Files.write(object, good);
        place.hsm("restore", List.of(file), "--wait");
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    private static List<Path> objects(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> !file.endsWith("shelf.uuid")).toList();
        }
    }

    @Test
    void component_builtAndInstalled_bringsCommandEndpointAndPage() throws Exception {
        Path jar = built("component");
        try (TestNode node = TestNode.fresh()) {
            assertThat(node.run("coral", "start").exit()).isZero();

            assertThat(node.run("coral", "exec", "coral", "deploy", "install", jar.toString())
                            .out())
                    .contains("active", "command hello");

            assertThat(node.run("coral", "exec", "hello", "reef").out()).isEqualTo("Hello, reef!\n");
            assertThat(node.run("coral", "exec", "hello", "--json", "reef").out())
                    .isEqualTo("{\"hello\":\"reef\"}\n");
            endpointAndPage_areThereUntilTheBundleGoes(node, String.valueOf(jar.getFileName()));
        }
    }

    private static void endpointAndPage_areThereUntilTheBundleGoes(TestNode node, String jar) throws Exception {
        HttpCalls http = HttpCalls.of(node);
        String token = HttpCalls.adminToken(node);
        assertThat(http.call("GET", "/api/v1/hello?name=reef", token).body()).contains("{\"hello\":\"reef\"}");
        Matcher script = Pattern.compile("/console/pages/hello/[^/]+/page\\.js")
                .matcher(http.call("GET", "/api/v1/console", token).body());
        assertThat(script.find()).isTrue();
        assertThat(http.call("GET", script.group(), "").body()).contains("export function show");

        assertThat(node.run("coral", "exec", "coral", "deploy", "remove", jar).exit())
                .isZero();

        assertThat(http.call("GET", "/api/v1/hello", token).statusCode()).isEqualTo(404);
        assertThat(http.call("GET", "/api/v1/console", token).body()).doesNotContain("pages/hello");
        assertThat(http.call("GET", script.group(), "").statusCode()).isEqualTo(404);
    }

    /** A copy of the sample, so that nothing of another build is in it, and a local repository without Coral. */
    private Path built(String sample) throws Exception {
        Path project = base.resolve(sample);
        copy(Rooms.ROOT.resolve("samples").resolve(sample), project);
        Path log = base.resolve(sample + ".log");
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-o",
                        "-q",
                        "-B",
                        "-Daether.offline.protocols=file",
                        "-Dmaven.repo.local=" + repository(),
                        "-Dcoral.dist=" + TestNode.DIST,
                        "package")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(maven.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What Maven has fetched so far is linked to; what it takes from the distribution stays out of it. */
    private Path repository() throws IOException {
        Path mine = Files.createDirectories(base.resolve("repository"));
        Path fetched = Path.of(System.getProperty("coral.repository"));
        try (Stream<Path> groups = Files.list(fetched)) {
            for (Path group : groups.filter(Files::isDirectory).toList()) {
                Path link = mine.resolve(group.getFileName());
                if (!group.endsWith("coral") && Files.notExists(link)) {
                    Files.createSymbolicLink(link, group);
                }
            }
        }
        return mine;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(one -> !one.startsWith(from.resolve("target"))).toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
