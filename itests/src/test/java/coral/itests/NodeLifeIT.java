// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeLifeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void node_isStartedAskedAndStopped() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Result before = node.run("coral", "status");
            Result started = node.run("coral", "start");
            Result again = node.run("coral", "start");
            Result status = node.run("coral", "status", "--json");
            Result stopped = node.run("coral", "stop");
            Result after = node.run("coral", "stop");

            assertThat(before.exit()).isEqualTo(75);
            assertThat(before.err()).contains("coral start");
            assertThat(started.exit()).isZero();
            assertThat(started.out()).contains("ready", node.home() + "/run/coral.sock");
            assertThat(again.exit()).isZero();
            assertThat(again.out()).contains("runs already");
            assertThat(status.exit()).isZero();
            assertThat(status.out()).contains("\"ready\":true", "\"bundlesNotActive\":[]", "\"componentsWaiting\":[]");
            assertThat(stopped.exit()).isZero();
            assertThat(after.out()).contains("No node runs");
            assertThat(node.home().resolve("run/coral.sock")).doesNotExist();
        }
    }

    @Test
    void home_hasFoldersThatOnlyItsOwnerReads() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            node.run("coral", "start");

            assertThat(mode(node, "conf")).isEqualTo("rwxr-x---");
            assertThat(mode(node, "data")).isEqualTo("rwxr-x---");
            assertThat(mode(node, "log")).isEqualTo("rwxr-x---");
            assertThat(mode(node, "run")).isEqualTo("rwxr-xr-x");
        }
    }

    private static String mode(TestNode node, String folder) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(node.home().resolve(folder)));
    }

    @Test
    void node_withNothingToRead_keepsRunning_andStopsByCommand() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Process process = node.start("coral");
            await().atMost(LIMIT).until(() -> node.run("coral", "status").exit() == 0);

            Result stop = node.run("coral", "exec", "coral", "stop");

            assertThat(stop.exit()).isZero();
            assertThat(node.finish(process).exit()).isZero();
        }
    }

    @Test
    void twoNodes_withTheirOwnHomes_runSideBySide() throws Exception {
        try (TestNode one = TestNode.fresh();
                TestNode other = TestNode.fresh()) {
            assertThat(one.run("coral", "start").exit()).isZero();
            assertThat(other.run("coral", "start").exit()).isZero();

            assertThat(one.run("coral", "status").out()).contains(one.home().toString());
            assertThat(other.run("coral", "status").out()).contains(other.home().toString());
        }
    }

    @Test
    void secondNode_ofTheSameHome_isRefused() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            node.run("coral", "start");

            Result second = node.run("coral", "run");

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("CORAL-LAUNCH-005", node.home().toString());
            assertThat(node.run("coral", "status").exit()).isZero();
        }
    }

    @Test
    void killedNode_startsAgain_overItsStaleSocket() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            node.run("coral", "start");
            String pid = Files.readString(node.home().resolve("run/coral.pid")).strip();
            new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
            await().atMost(LIMIT).until(() -> node.run("coral", "status").exit() == 75);

            Result started = node.run("coral", "start");

            assertThat(started.exit()).isZero();
            assertThat(started.out()).contains("The node is ready");
        }
    }

    @Test
    void socketPath_thatIsTooLong_isRefusedWithARemedy() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            node.with("CORAL_SOCKET", node.home() + "/" + "s".repeat(108));

            Result started = node.run("coral", "start");

            assertThat(started.exit()).isEqualTo(1);
            assertThat(started.err()).contains("CORAL-LAUNCH-007", "107", "CORAL_SOCKET");
        }
    }

    static Stream<List<String>> wrongSettings() {
        return Stream.of(
                List.of("coral.deploy.dirs=/x", "unknown key 'coral.deploy.dirs'"),
                List.of("coral.stop.timeout.seconds=long", "from 1 to 600"),
                List.of("coral.stop.timeout.seconds=0", "from 1 to 600"),
                List.of("coral.deploy.allow=yes", "one of off warn enforce"),
                List.of("coral.deploy.dir=deploy", "an absolute path"),
                List.of("coral.deploy.dir=${coral.hom}/deploy", "unknown variable ${coral.hom}"));
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void wrongSetting_isRefused_namingFileKeyAndWhatIsAllowed(List<String> setting) throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Path file = Files.createDirectories(node.home().resolve("conf")).resolve("coral.properties");
            Files.writeString(file, setting.get(0) + "\n");

            Result run = node.run("coral", "run");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains(file.toString(), setting.get(1));
        }
    }

    @Test
    void wrongKeyInCoralJson_isRefused_andALawfulFileIsTaken() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Path file = Files.createDirectories(node.home().resolve("conf")).resolve("coral.json");
            Files.writeString(file, "{\"coral.hsm.agent\": {\"nam\": \"a1\"}}");
            Result wrong = node.run("coral", "run");
            Files.writeString(file, "{\"coral.hsm.agent\": {\"name\": \"a1\"}}");
            Result lawful = node.run("coral", "start");

            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.err()).contains("CORAL-LAUNCH-015", file.toString(), "'nam'; allowed are name");
            assertThat(lawful.exit()).isZero();
            assertThat(node.home().resolve("log/console.log")).isEmptyFile();
        }
    }

    /** To take a dropped bundle's jar away must not keep the node from its next start. */
    @Test
    void configurationOfABundleThatIsGone_isToldOf_andTheNodeStarts() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Path file = Files.createDirectories(node.home().resolve("conf")).resolve("coral.json");
            Files.writeString(file, "{\"coral.gone.mover\": {\"password\": \"secret\"}}");

            assertThat(node.run("coral", "start").exit()).isZero();

            assertThat(node.home().resolve("log/console.log"))
                    .content()
                    .contains("CORAL-LAUNCH-019", file.toString(), "'coral.gone.mover'")
                    .doesNotContain("secret");
            assertThat(node.home().resolve("log/coral.log")).content().contains("CORAL-CORE-044", "'coral.gone.mover'");
            assertThat(node.run("coral", "health").out()).contains("CORAL-CORE-044");
            assertThat(mode(node, "data/configurator/coral.json")).isEqualTo("rw-------");
            assertThat(mode(node, "data/felix-cache")).isEqualTo("rwx------");
            assertThat(node.run("coral", "nosuch").exit()).isEqualTo(127);
            assertThat(node.run("coral", "exec", "nosuch").exit()).isEqualTo(127);
        }
    }

    /** A short smoke on every other JDK of this machine. */
    static Stream<Path> otherJdks() throws Exception {
        Path mine = Path.of(System.getProperty("java.home")).toRealPath();
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(all)) {
            return found
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")) && !Files.isSymbolicLink(jdk))
                    .filter(jdk -> !jdk.equals(mine))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("otherJdks")
    void node_onAnotherJdk_startsAnswersAndStops(Path jdk) throws Exception {
        try (TestNode node = TestNode.fresh()) {
            node.with("JAVA_HOME", jdk.toString());

            assertThat(node.run("coral", "start").exit()).isZero();
            assertThat(node.run("coral", "status", "--json").out()).contains("\"ready\":true");
            assertThat(node.run("coral", "stop").exit()).isZero();
            assertThat(node.home().resolve("log/console.log")).isEmptyFile();
        }
    }
}
