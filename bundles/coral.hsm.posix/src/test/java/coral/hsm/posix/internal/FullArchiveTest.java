// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.core.posix.Errno;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.FakeDataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An archive on a file system of 4 MiB. Needs root, to mount it. */
@Timeout(60)
class FullArchiveTest {
    @TempDir
    private Path root;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
        run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "coral-test", root.toString());
        mounted = true;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", root.toString());
        }
    }

    @Test
    void archive_ofMoreThanThereIsRoomFor_isEnospcAndGivesTheRoomBack() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            ObjectRef kept = archive.archived(FakeDataFile.of(PosixArchive.random(2 << 20)), 1);
            for (int i = 0; i < 3; i++) {
                assertThat(archive.archive(FakeDataFile.of(PosixArchive.random(3 << 20)), 2))
                        .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                            assertThat(failed.error()).isEqualTo(Errno.ENOSPC);
                            assertThat(failed.message()).contains("No space left");
                        });
                assertThat(archive.files()).hasSize(1);
            }

            assertThat(archive.archive(FakeDataFile.of(PosixArchive.random(1 << 20)), 3))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(archive.restore(kept, new FakeDataFile(2 << 20))).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void archive_afterItsFileSystemWentAway_writesNothingBelow() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            unmount();
            mounted = false;

            assertThat(archive.archive(FakeDataFile.of(PosixArchive.random(10)), 1))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.error()).isEqualTo(Errno.ENODEV));
            assertThat(root).isEmptyDirectory();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
