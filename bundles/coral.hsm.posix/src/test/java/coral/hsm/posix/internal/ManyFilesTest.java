// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.FakeDataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ManyFilesTest {
    private static final int FILES = 200;

    @TempDir
    private Path root;

    @Test
    void actionsOnManyThreads_keepEveryFileApart() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of("hash", "sha256"))) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 1; i <= FILES; i++) {
                int size = i * 997;
                tasks.add(() -> roundTrip(archive, size));
            }

            assertThat(onThreads(8, tasks)).containsExactly(true);
            assertThat(archive.files()).isEmpty();
        }
    }

    @Test
    void archivesOfOneRequestAtOnce_eachMakeAWholeObject() throws Exception {
        try (PosixArchive archive = new PosixArchive(root, Map.of())) {
            byte[] content = PosixArchive.random(3_000_000);
            Callable<ObjectRef> task = () -> archive.archived(FakeDataFile.of(content), 1);

            Set<ObjectRef> refs = onThreads(4, List.of(task, task, task, task));

            assertThat(refs).hasSize(4);
            assertThat(archive.files()).hasSize(4);
            for (ObjectRef ref : refs) {
                assertThat(archive.restore(ref, new FakeDataFile(3_000_000))).isInstanceOf(Outcome.Done.class);
            }
        }
    }

    private static boolean roundTrip(PosixArchive archive, int size) throws Exception {
        byte[] content = PosixArchive.random(size);
        FakeDataFile target = new FakeDataFile(size);
        ObjectRef ref = archive.archived(FakeDataFile.of(content), size);
        boolean restored = archive.restore(ref, target) instanceof Outcome.Done;
        boolean removed = archive.remove(ref) instanceof Outcome.Done;
        return restored && removed && Arrays.equals(target.content(size), content);
    }

    private static <T> Set<T> onThreads(int threads, List<Callable<T>> tasks) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Set<T> results = new HashSet<>();
            for (Future<T> each : executor.invokeAll(tasks, 100, TimeUnit.SECONDS)) {
                results.add(each.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
