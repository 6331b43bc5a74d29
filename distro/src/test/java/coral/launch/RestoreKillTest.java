// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.internal.backup.BackupHeader;
import coral.core.internal.backup.BackupTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code coral restore} in a process of its own that gets SIGKILL: the home is the old one or the restored one. */
@Timeout(120)
class RestoreKillTest {
    private static final int FILES = 300;
    private static final List<String> STEPS = List.of(
            "decide",
            "decided",
            "aside data",
            "in place data",
            "aside conf",
            "in place conf",
            "aside deploy",
            "in place deploy",
            "end");

    @TempDir
    private Path temp;

    private Path backup;
    private Map<String, String> backedUp;

    @BeforeEach
    void backup() throws Exception {
        Path source = home("source", "new");
        backup = temp.resolve("backup.tar.gz");
        BackupHeader header = BackupHeader.of("2026-11-01T00:00:00Z", "0.1.0", "host", source, true);
        BackupTarget.at(backup, "").write(source, header);
        backedUp = content(source);
    }

    /** While it unpacks, wherever it is by then. */
    @Test
    void killedWhileItUnpacks_leavesTheOldHome_thatCanBeRestoredAfterwards() throws Exception {
        Path home = home("unpacking", "old");
        for (int i = 0; i < 11; i++) {
            Map<String, String> before = content(home);
            int seen = i * FILES / 11;
            Path next = home.resolve("restore.new/data/room/file" + seen);
            kill(java("coral.launch.Restore", home, backup.toString()), () -> Files.exists(next));
            boolean decided = Files.exists(home.resolve("restore.decided"));
            Home.open(home).close();

            // On a slow machine it may be further than it was seen.
            assertThat(content(home)).as("killed at file %d", seen).isEqualTo(decided ? backedUp : before);
        }

        System.setProperty("coral.restore.home", home.toString());
        try {
            assertThat(new CommandLine(new Restore()).execute(backup.toString()))
                    .isZero();
        } finally {
            System.clearProperty("coral.restore.home");
        }
        assertThat(content(home)).isEqualTo(backedUp);
        assertThat(home.resolve("restore.new")).doesNotExist();
    }

    @Test
    void killedBetweenTwoSteps_leavesOneHomeOrTheOther_andKeepsWhatWasThere() throws Exception {
        for (String step : STEPS) {
            Path home = home(step.replace(' ', '-'), "old");
            Map<String, String> old = content(home);
            Path unpacked = new Swap(home, now -> {}).unpackHere();
            copy(temp.resolve("source"), unpacked);
            Process process = java("coral.launch.RestoreKillTest$Swapping", home, step);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(step).isEqualTo(128 + 9);

            Home.open(home).close();

            boolean isNew = !step.equals("decide");
            assertThat(content(home)).as(step).isEqualTo(isNew ? backedUp : old);
            if (isNew) {
                assertThat(content(home.resolve("before-restore-1"))).as(step).isEqualTo(old);
            }
        }
    }

    /** A start would otherwise run with the restored data and the settings of before. */
    @Test
    void startAfterAKill_takesTheRestoredSettings() throws Exception {
        Path home = home("settings", "old");
        Path unpacked = new Swap(home, now -> {}).unpackHere();
        copy(temp.resolve("source"), unpacked);
        Files.writeString(unpacked.resolve("conf/coral.properties"), "coral.from.backup = 1\n");
        new Swap(home, now -> {}).decide("before-restore-1");

        Process process = java("coral.launch.Main", home);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("CORAL-LAUNCH-001", "unknown key 'coral.from.backup'");
    }

    /** Kills itself before the step that its second argument names. */
    static final class Swapping {
        private Swapping() {}

        public static void main(String[] arguments) throws IOException {
            Swap swap = new Swap(Path.of(System.getProperty("coral.restore.home")), step -> {
                if (step.equals(arguments[0])) {
                    die();
                }
            });
            swap.decide("before-restore-1");
            swap.finish();
        }

        private static void die() throws IOException {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-9", pid).inheritIO().start();
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    private static void kill(Process process, BooleanSupplier when) throws InterruptedException {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> when.getAsBoolean() || !process.isAlive());
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private Process java(String main, Path home, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcoral.restore.home=" + home,
                "-Dcoral.home=" + home,
                "-Dcoral.dist=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                main));
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path home(String name, String text) throws IOException {
        Path home = temp.resolve(name);
        Files.createDirectories(home.resolve("data/room"));
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("deploy"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(home.resolve("data/room/file" + i), text + i);
        }
        Files.writeString(home.resolve("conf/file"), text);
        Files.writeString(home.resolve("deploy/file"), text);
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** All files of a home that a backup holds, with what is in them. */
    private static Map<String, String> content(Path home) throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (String folder : List.of("data", "conf", "deploy")) {
            try (Stream<Path> files = Files.walk(home.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    content.put(home.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return content;
    }
}
