// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.caller.Caller;
import coral.core.problem.Problem;
import coral.core.task.Workers;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.coordinator.RequiresRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresRoot
@Timeout(60)
class RegistryTest {
    private final ExecutorService other = Workers.pool("test-other", 1, 1);
    private final Listening listening = new Listening();

    @TempDir
    private Path temp;

    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        registry = registry();
        for (String name : List.of("a", "b")) {
            Path tree = Files.createDirectories(temp.resolve(name));
            registry.add(Caller.internal(), tree.toString(), Optional.empty(), false);
        }
        registry.close();
        registry = registry();
    }

    @AfterEach
    void close() throws Exception {
        other.shutdownNow();
        registry.close();
    }

    @Test
    void start_withOneThatIsBroken_opensTheOthers() throws Exception {
        listening.onOpened = () -> {
            throw new IllegalStateException("scripted");
        };

        registry.start();

        assertThat(offline("a")).map(Problem::code).contains("CORAL-HSM-139");
        assertThat(offline("b")).isEmpty();
        registry.close();
        registry = registry();
        registry.start();
        assertThat(offline("a")).isEmpty();
    }

    @Test
    void list_whileOneIsOpened_doesNotWait_andShowsAll() throws Exception {
        List<OpenFileSystem> seen = new ArrayList<>();
        listening.onOpened = () -> {
            try {
                seen.addAll(other.submit(() -> registry.list()).get(30, TimeUnit.SECONDS));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        registry.start();

        assertThat(seen).extracting(s -> s.registration().name()).containsExactly("a", "b");
        assertThat(seen)
                .allSatisfy(s -> assertThat(Optional.ofNullable(s.offline()).map(Problem::code))
                        .contains("CORAL-HSM-152"));
        assertThat(registry.list()).allMatch(s -> s.offline() == null);
    }

    /** An empty catalogue in its place would take released files for new ones, which hold zeros. */
    @Test
    void start_withACatalogueWithoutItsSegment_opensNone() throws Exception {
        try (Stream<Path> files = Files.walk(temp.resolve("home/fs"))) {
            for (Path segment : files.filter(f -> f.getFileName().toString().startsWith("segment-"))
                    .toList()) {
                Files.delete(segment);
            }
        }

        registry.start();

        assertThat(offline("a")).map(Problem::code).contains("CORAL-HSM-142");
        assertThat(offline("b"))
                .map(Problem::message)
                .hasValueSatisfying(
                        m -> assertThat(m).contains(temp.resolve("home/fs").toString()));
        registry.rebuild(Caller.internal(), "a", false);
        assertThat(offline("a")).isEmpty();
    }

    @Test
    void start_withADamagedCatalogue_namesItsFile() throws Exception {
        try (Stream<Path> files = Files.walk(temp.resolve("home/fs"))) {
            for (Path segment : files.filter(f -> f.getFileName().toString().startsWith("segment-"))
                    .toList()) {
                Files.write(segment, new byte[70]);
            }
        }

        registry.start();

        assertThat(offline("a"))
                .map(Problem::message)
                .hasValueSatisfying(m -> assertThat(m).contains("/segment-0000000000000001 is no journal segment"));
    }

    /** The probe would write to what is not Coral's, and would say of it that it can never be used. */
    @Test
    void retry_whileTheMountIsMissing_touchesNothing_andOpensOnceItIsThere() throws Exception {
        Path mount = temp.resolve("b");
        shell("mount", "-t", "tmpfs", "none", mount.toString());
        try {
            FileTime untouched = FileTime.fromMillis(1_000_000);
            Files.setLastModifiedTime(mount, untouched);
            registry.start();
            registry.retry();

            assertThat(offline("b")).map(Problem::code).contains("CORAL-HSM-137");
            assertThat(Files.getLastModifiedTime(mount)).isEqualTo(untouched);
        } finally {
            shell("umount", mount.toString());
        }
        registry.retry();

        assertThat(offline("b")).isEmpty();
    }

    private static void shell(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    private Registry registry() {
        return new Registry(temp.resolve("home"), Clock.systemUTC(), listening);
    }

    private Optional<Problem> offline(String name) throws Exception {
        return Optional.ofNullable(registry.get(name).offline());
    }

    /** Does something once, when the next file system opens. */
    private static final class Listening implements Registry.Listener {
        private Runnable onOpened = () -> {};

        @Override
        public void opened(LocalFileSystem fileSystem) {
            Runnable once = onOpened;
            onOpened = () -> {};
            once.run();
        }

        @Override
        public void closing(LocalFileSystem fileSystem) {}
    }
}
