// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code coral deploy}: what is told of files that are well and of those that are not. */
class DeployIT {
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="lonely" immediate="true">
              <implementation class="lonely.Lonely"/>
              <reference name="friend" interface="coral.nosuch.Friend" target="(kind=best)"/>
            </scr:component>
            """;

    @TempDir
    private Path folder;

    private final TestNode node = TestNode.fresh();

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    /** A file's content and what is said of it. */
    record Case(String name, Supplier<byte[]> content, List<String> told) {
        static Case of(String name, byte[] content, List<String> told) {
            return new Case(name, () -> content, told);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> badFiles() throws IOException {
        return Stream.of(
                Case.of("garbage.jar", new byte[] {1, 2, 3}, List.of("refused", "CORAL-DEPLOY-003")),
                Case.of("empty.jar", new byte[0], List.of("refused", "CORAL-DEPLOY-003")),
                Case.of(
                        "plain.jar",
                        DroppedBundle.jar(Map.of(), Map.of("a", "b")),
                        List.of("refused", "CORAL-DEPLOY-004", "no Bundle-SymbolicName")),
                Case.of(
                        "version.jar",
                        DroppedBundle.jar(
                                Map.of("Bundle-SymbolicName", "sample.version", "Bundle-Version", "one"), Map.of()),
                        List.of("refused", "CORAL-DEPLOY-004", "Bundle-Version", "one")),
                Case.of(
                        "fragment.jar",
                        DroppedBundle.bundle("sample.fragment", "Fragment-Host", "coral.core"),
                        List.of("refused", "CORAL-DEPLOY-005", "coral.core")),
                Case.of(
                        "core.jar",
                        DroppedBundle.bundle("coral.core", "X-No", "yes"),
                        List.of("refused", "CORAL-DEPLOY-006", "the distribution has coral.core")),
                Case.of(
                        "new.jar",
                        DroppedBundle.bundle("sample.new", "Import-Package", "coral.core.shell;version=\"[9,10)\""),
                        List.of(
                                "unresolved",
                                "needs package coral.core.shell version [9.0.0,10.0.0)",
                                "of coral.core")),
                Case.of(
                        "nosuch.jar",
                        DroppedBundle.bundle("sample.nosuch", "Import-Package", "coral.nosuch"),
                        List.of("unresolved", "needs package coral.nosuch", "nothing here offers it")),
                Case.of(
                        "java.jar",
                        DroppedBundle.bundle(
                                "sample.java",
                                "Require-Capability",
                                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""),
                        List.of("unresolved", "needs Java, as JavaSE 99")),
                Case.of(
                        "broken.jar",
                        DroppedBundle.bundle("sample.broken", "Bundle-Activator", "sample.bad.Missing"),
                        List.of("failed", "sample.bad.Missing")),
                Case.of(
                        "lonely.jar",
                        DroppedBundle.jar(
                                DroppedBundle.headers("sample.lonely", "Service-Component", "OSGI-INF/lonely.xml"),
                                Map.of("OSGI-INF/lonely.xml", COMPONENT)),
                        List.of("waiting", "component lonely waits for a service coral.nosuch.Friend", "kind=best")),
                Case.of("bundle.zip", new byte[0], List.of("ignored", "does not end in .jar")));
    }

    @Test
    void badFiles_each_isNamedWithWhatIsWrong_andTheGoodOneRuns() throws Exception {
        List<Case> bad = badFiles().toList();
        for (Case each : bad) {
            DroppedBundle.drop(
                    node.home().resolve("deploy"), each.name(), each.content().get());
        }
        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", DroppedBundle.probe("1.0.0"));
        good("coral", "start");

        Result status = node.run("coral", "exec", "coral", "deploy", "status");

        assertThat(status.exit()).isEqualTo(1);
        for (Case each : bad) {
            assertThat(about(status.out(), each.name())).as(each.name()).contains(each.told());
        }
        assertThat(about(status.out(), "probe.jar")).contains("active", "command probe", "MoverType");
        assertThat(good("coral", "exec", "coral", "deploy", "ls", "--json"))
                .contains("\"file\":\"lonely.jar\",\"state\":\"waiting\",\"well\":false");
    }

    @ParameterizedTest
    @MethodSource("noBundles")
    void install_ofWhatIsNoBundle_isRefusedAndNothingIsCopied(Case wrong) throws Exception {
        good("coral", "start");
        Path jar = Files.write(folder.resolve(wrong.name()), wrong.content().get());

        Result result = node.run("coral", "exec", "coral", "deploy", "install", jar.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(wrong.told().subList(1, wrong.told().size()));
        try (Stream<Path> files = Files.list(node.home().resolve("deploy"))) {
            assertThat(files).isEmpty();
        }
    }

    static Stream<Case> noBundles() throws IOException {
        return badFiles().filter(each -> each.told().get(0).equals("refused"));
    }

    @Test
    void install_dryRunThenForReal_thenReplaced_thenRemoved() throws Exception {
        good("coral", "start");
        String jar = Files.write(folder.resolve("probe.jar"), DroppedBundle.probe("1.0.0"))
                .toString();

        assertThat(good("coral", "exec", "coral", "deploy", "install", "--dry-run", jar))
                .contains("can be installed");
        assertThat(node.run("coral", "exec", "probe", "echo", "x").exit()).isEqualTo(127);

        assertThat(good("coral", "exec", "coral", "deploy", "install", jar)).contains("active", "command probe");
        assertThat(good("coral", "exec", "probe", "echo", "x")).isEqualTo("x\n");

        Files.write(Path.of(jar), DroppedBundle.probe("2.0.0"));
        assertThat(good("coral", "exec", "coral", "deploy", "install", jar)).contains("coral.probe 2.0.0");

        assertThat(good("coral", "exec", "coral", "deploy", "remove", "--dry-run", "probe.jar"))
                .contains("would remove");
        assertThat(good("coral", "exec", "coral", "deploy", "remove", "probe.jar"))
                .contains("removed probe.jar");
        assertThat(node.run("coral", "exec", "probe", "echo", "x").exit()).isEqualTo(127);
        assertThat(node.run("coral", "exec", "coral", "deploy", "remove", "probe.jar")
                        .err())
                .contains("CORAL-DEPLOY-014");
    }

    @Test
    void garbage_overARunningBundle_isRefused_andTheBundleGoesOn() throws Exception {
        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", DroppedBundle.probe("1.0.0"));
        good("coral", "start");

        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", new byte[] {1});

        await().atMost(Duration.ofSeconds(20)).until(() -> status().contains("what was here before still runs"));
        assertThat(good("coral", "exec", "probe", "echo", "x")).isEqualTo("x\n");
        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", DroppedBundle.probe("2.0.0"));
        await().atMost(Duration.ofSeconds(20)).until(() -> status().contains("coral.probe 2.0.0\n"));
    }

    @Test
    void sameBundle_twice_secondIsRefused_untilTheFirstIsGone() throws Exception {
        Path deploy = node.home().resolve("deploy");
        Path first = DroppedBundle.drop(deploy, "a.jar", DroppedBundle.probe("1.0.0"));
        DroppedBundle.drop(deploy, "b.jar", DroppedBundle.probe("1.0.0"));
        good("coral", "start");
        assertThat(about(status(), "b.jar")).contains("CORAL-DEPLOY-007", "deploy/a.jar");

        Files.delete(first);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> about(status(), "b.jar").startsWith("active"));
    }

    @Test
    void lateProvider_isDropped_whoWaitedForItRuns() throws Exception {
        Path deploy = node.home().resolve("deploy");
        DroppedBundle.drop(deploy, "needs.jar", DroppedBundle.bundle("needs", "Import-Package", "late"));
        good("coral", "start");
        assertThat(about(status(), "needs.jar")).startsWith("unresolved");

        DroppedBundle.drop(
                deploy,
                "late.jar",
                DroppedBundle.jar(DroppedBundle.headers("late", "Export-Package", "late"), Map.of("late/x", "")));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> about(status(), "needs.jar").startsWith("active"));
    }

    @Test
    void allowList_enforced_refusesWhatItDoesNotName_andTakesItOnceNamed() throws Exception {
        Path conf = Files.createDirectories(node.home().resolve("conf"));
        Files.writeString(conf.resolve("coral.properties"), "coral.deploy.allow=enforce\n");
        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", DroppedBundle.probe("1.0.0"));
        good("coral", "start");
        String told = about(status(), "probe.jar");
        assertThat(told).contains("CORAL-DEPLOY-008", "add the line 'sha256 ");
        assertThat(node.run("coral", "exec", "probe", "echo", "x").exit()).isEqualTo(127);

        Files.writeString(conf.resolve("deploy.allow"), "nonsense\n");
        await().atMost(Duration.ofSeconds(20)).until(() -> status().contains("CORAL-DEPLOY-009"));
        assertThat(status()).contains("line 1");

        String line = told.substring(told.indexOf("sha256 "), told.indexOf("'", told.indexOf("sha256 ")));
        Files.writeString(conf.resolve("deploy.allow"), "# ours\n" + line + "\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> about(status(), "probe.jar").startsWith("active"));
        assertThat(good("coral", "exec", "probe", "echo", "x")).isEqualTo("x\n");
    }

    private String status() throws IOException, InterruptedException {
        return node.run("coral", "exec", "coral", "deploy", "status").out();
    }

    /** The lines about one file. */
    private static String about(String status, String file) {
        return Stream.of(status.split("\\n(?! )"))
                .filter(entry -> entry.contains(" " + file))
                .findFirst()
                .orElse("");
    }

    private String good(String link, String... arguments) throws IOException, InterruptedException {
        Result result = node.run(link, arguments);
        assertThat(result.exit()).as("%s: %s", List.of(arguments), result).isZero();
        return result.out();
    }
}
