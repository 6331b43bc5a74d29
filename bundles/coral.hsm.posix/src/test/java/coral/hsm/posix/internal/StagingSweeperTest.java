// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingSweeperTest {
    @TempDir
    private Path root;

    @Test
    void run_removesWhatIsOlderThanTheLease_andNothingElse() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            Path staging = archive.root.resolve("staging");
            for (String name : Set.of("1-old", "2-young", "3-ours")) {
                Files.createFile(staging.resolve(name));
            }
            Instant later = Instant.now().plus(StagingSweeper.LEASE).plusSeconds(60);
            Files.setLastModifiedTime(staging.resolve("2-young"), FileTime.from(later.minusSeconds(300)));

            new StagingSweeper(new ArchivePlace(root.toString(), PosixArchive.UUID), Set.of("3-ours"), () -> later)
                    .run();

            assertThat(archive.files()).containsExactly("staging/2-young", "staging/3-ours");
        }
    }

    @Test
    void run_withoutTheRightMarker_removesNothing() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            Files.createFile(root.resolve("staging/1-old"));
            Instant later = Instant.now().plus(Duration.ofDays(1));

            new StagingSweeper(new ArchivePlace(root.toString(), "another"), Set.of(), () -> later).run();

            assertThat(archive.files()).containsExactly("staging/1-old");
        }
    }

    @Test
    void open_sweepsAtOnce() throws Exception {
        new PosixArchive(root, Map.of()).close();
        Path old = Files.createFile(root.resolve("staging/1-old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(archive.files()).isEmpty());
        }
    }
}
