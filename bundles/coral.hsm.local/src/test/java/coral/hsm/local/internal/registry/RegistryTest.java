// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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

    /** A device that hangs holds up whoever looks at it, and nobody else. */
    @Test
    void retry_whileADeviceHangs_holdsUpNobody_andItsEndCounts() throws Exception {
        HangingOpener opener = new HangingOpener(temp.resolve("home"));
        try (Registry hanging = new Registry(temp.resolve("home"), opener, listening)) {
            Path away = Files.move(temp.resolve("b"), temp.resolve("away"));
            hanging.start();
            Files.move(away, temp.resolve("b"));
            opener.hangs = "b";
            Future<?> hung = other.submit(hanging::retry);
            assertThat(opener.reached.await(30, TimeUnit.SECONDS)).isTrue();

            Path third = Files.createDirectories(temp.resolve("c"));
            hanging.add(Caller.internal(), third.toString(), Optional.empty(), false);
            hanging.remove(Caller.internal(), "a", false);
            hanging.retry();
            assertThatThrownBy(() -> hanging.rebuild(Caller.internal(), "b", true))
                    .hasMessageContaining("is being opened");
            assertThat(hanging.list()).extracting(f -> f.registration().name()).containsExactly("b", "c");

            opener.goOn.countDown();
            hung.get(30, TimeUnit.SECONDS);
            assertThat(hanging.get("b").offline()).isNull();
        }
    }

    @Test
    void close_whileADeviceHangs_doesNotWait_andNothingIsOpenedLater() throws Exception {
        HangingOpener opener = new HangingOpener(temp.resolve("home"));
        Registry hanging = new Registry(temp.resolve("home"), opener, listening);
        opener.hangs = "b";
        Future<?> hung = other.submit(() -> {
            hanging.start();
            return null;
        });
        assertThat(opener.reached.await(30, TimeUnit.SECONDS)).isTrue();

        hanging.close();
        opener.goOn.countDown();
        hung.get(30, TimeUnit.SECONDS);

        assertThat(hanging.list()).isEmpty();
        assertThat(listening.open).isEmpty();
    }

    /** Hangs before it looks at one file system, as a device would let it. */
    private static final class HangingOpener extends Opener {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile String hangs = "";

        HangingOpener(Path directory) {
            super(directory, Clock.systemUTC());
        }

        @Override
        OpenFileSystem opened(Registration registration, boolean isNew) {
            if (registration.name().equals(hangs)) {
                reached.countDown();
                try {
                    assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.opened(registration, isNew);
        }
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
        private final List<String> open = new CopyOnWriteArrayList<>();
        private Runnable onOpened = () -> {};

        @Override
        public void opened(LocalFileSystem fileSystem) {
            Runnable once = onOpened;
            onOpened = () -> {};
            once.run();
            open.add(fileSystem.name());
        }

        @Override
        public void closing(LocalFileSystem fileSystem) {
            open.remove(fileSystem.name());
        }
    }
}
