// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.task.Workers;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.FakeDataFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that archives, and looks at what it leaves. */
@Timeout(120)
class KillTest {
    private static final int SIZE = 1_500_000;

    @TempDir
    private Path root;

    @Test
    void kill_whileArchiving_leavesWholeObjectsOnly() throws Exception {
        new PosixArchive(root, Map.of()).close();
        for (int round = 0; round < 3; round++) {
            List<String> done = archiveAndKill(1 + 2 * round);

            try (PosixArchive archive = new PosixArchive(root, Map.of())) {
                List<String> objects = archive.files().stream()
                        .filter(name -> name.startsWith("objects/"))
                        .map(name -> Path.of(name).getFileName().toString())
                        .toList();
                assertThat(objects).containsAll(done);
                for (String id : objects) {
                    FakeDataFile target = new FakeDataFile(SIZE);
                    ObjectRef ref = PosixArchive.ref(id);
                    assertThat(archive.restore(ref, target)).isEqualTo(new Outcome.Done(SIZE, Optional.empty()));
                    assertThat(archive.remove(ref)).isInstanceOf(Outcome.Done.class);
                }
            }
        }
    }

    /** Ids of the objects that were reported as done, read until {@code count} of them were. */
    private List<String> archiveAndKill(int count) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> done = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = out.readLine(); line != null && done.size() < count; line = out.readLine()) {
                done.add(line);
            }
            process.destroyForcibly();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).hasSize(count);
        return done;
    }

    /** Archives for ever, on three threads, and prints each id once it is done. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            PosixArchive archive = new PosixArchive(Path.of(args[0]), Map.of("hash", "sha256"));
            byte[] content = PosixArchive.random(SIZE);
            long start = ProcessHandle.current().pid() * 1_000_000L;
            for (int thread = 0; thread < 3; thread++) {
                long first = start + thread * 100_000L;
                Workers.start("coral-victim-" + thread, () -> run(archive, content, first));
            }
            Thread.sleep(60_000);
        }

        private static void run(PosixArchive archive, byte[] content, long first) {
            try {
                for (long cookie = first; ; cookie++) {
                    System.out.println(
                            archive.archived(FakeDataFile.of(content), cookie).id());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
