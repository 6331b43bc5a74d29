// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kill -9 amid mixed actions: every request ends, every file has its bytes or a good copy. */
class HsmKillIT {
    private static final int FILES = 50;

    @TempDir
    private Path base;

    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    /** When to kill: three times in every run, fifty times more in a soak. */
    static IntStream delaysMillis() {
        IntStream few = IntStream.of(0, 150, 600);
        return Boolean.getBoolean("coral.soak") ? IntStream.concat(few, new Random(42).ints(50, 0, 1500)) : few;
    }

    @ParameterizedTest
    @MethodSource("delaysMillis")
    void killedAmidMixedActions_nothingIsLost(int afterMillis) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        try (HsmPlace place = HsmPlace.under(base)) {
            List<Path> files = make(place);
            place.hsm("archive", files.subList(0, 30), "--wait");
            place.hsm("release", files.subList(0, 20));

            // 10 restores, 10 removes, 20 archives, and releases that run until the end comes.
            place.hsm("archive", files.subList(30, 50));
            place.hsm("restore", files.subList(0, 10));
            place.hsm("remove", files.subList(20, 30));
            List<String> release = new ArrayList<>(List.of("release"));
            files.subList(30, 50).forEach(f -> release.add(f.toString()));
            Process releasing = place.node().start("hsm", release.toArray(String[]::new));
            TimeUnit.MILLISECONDS.sleep(afterMillis);
            place.kill();
            place.node().finish(releasing);

            place.good("coral", "start");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> place.good("hsm", "requests", "--json").isBlank());
            everyFileIsGood(place, files);
        }
    }

    private List<Path> make(HsmPlace place) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = place.file("f" + i, i % 5 == 4 ? 8 << 20 : i * 1000);
            contents.put(file, Files.readAllBytes(file));
        }
        return List.copyOf(contents.keySet());
    }

    private void everyFileIsGood(HsmPlace place, List<Path> files) throws Exception {
        List<Path> released = new ArrayList<>();
        for (Path file : files) {
            if (place.hsm("state", List.of(file)).contains("released")) {
                released.add(file);
            } else {
                assertThat(Files.readAllBytes(file)).as(file.toString()).isEqualTo(contents.get(file));
            }
        }
        if (!released.isEmpty()) {
            place.hsm("restore", released, "--wait");
        }
        for (Path file : released) {
            assertThat(Files.readAllBytes(file)).as(file.toString()).isEqualTo(contents.get(file));
            assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100644);
        }
    }
}
