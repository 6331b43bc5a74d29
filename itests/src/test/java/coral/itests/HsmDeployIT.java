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
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mover's bundle is replaced and taken away amid copies: they are given back, and end well once it returns. */
class HsmDeployIT {
    private static final int FILE_BYTES = 2 << 20;

    @TempDir
    private Path base;

    @Test
    void moverBundle_replacedAndRemovedMidCopy_everyRequestEndsWell() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        try (HsmPlace place = HsmPlace.under(base)) {
            Path deploy = place.node().home().resolve("deploy");
            Path store = Files.createDirectories(base.resolve("slow"));
            DroppedBundle.drop(deploy, "probe.jar", DroppedBundle.probe("1.0.0"));
            soon().until(() -> hasSlowMover(place));
            place.good("hsm", "archives", "add", "2", "--type", "slow", "--root", store.toString(), "--threads", "3");
            List<Path> files =
                    Stream.of("a", "b", "c", "d").map(name -> file(place, name)).toList();
            place.hsm("archive", files, "--archive", "2");
            soon().until(() -> staged(store) >= 2);

            DroppedBundle.drop(deploy, "probe.jar", DroppedBundle.probe("2.0.0"));
            soon().until(() -> status(place).contains("coral.probe 2.0.0\n"));
            soon().until(() -> staged(store) >= 2);

            Files.delete(deploy.resolve("probe.jar"));
            soon().until(() -> !status(place).contains("coral.probe"));
            soon().until(() -> staged(store) == 0);
            assertThat(place.good("hsm", "requests", "--json")).doesNotContain("FAILED");
            assertThat(place.good("hsm", "status")).contains("CORAL-HSM-028");

            DroppedBundle.drop(deploy, "probe.jar", DroppedBundle.probe("3.0.0"));
            soon().until(() -> place.good("hsm", "requests", "--json").isBlank());
            for (Path file : files) {
                assertThat(place.hsm("state", List.of(file))).contains("archived, archive_id:2");
            }
            restoreWhileReplaced(place, deploy, files.get(0));
            assertThat(staged(store)).isZero();
        }
    }

    private static void restoreWhileReplaced(HsmPlace place, Path deploy, Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        place.hsm("release", List.of(file));
        Process restore = place.node().start("hsm", "restore", "--wait", file.toString());
        soon().until(() -> place.good("hsm", "requests", "--json").contains("STARTED"));

        DroppedBundle.drop(deploy, "probe.jar", DroppedBundle.probe("4.0.0"));

        TestNode.Result result = place.node().finish(restore);
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(status(place)).contains("coral.probe 4.0.0");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private static Path file(HsmPlace place, String name) {
        try {
            return place.file(name, FILE_BYTES);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean hasSlowMover(HsmPlace place) throws Exception {
        return status(place).contains("SlowMoverType");
    }

    private static String status(HsmPlace place) throws IOException, InterruptedException {
        return place.node().run("coral", "exec", "coral", "deploy", "status").out();
    }

    /** Copies that are being written now. */
    private static long staged(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }
}
