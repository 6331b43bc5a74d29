// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import coral.core.problem.ProblemException;
import coral.core.task.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    private Path directory;

    @Test
    void run_programThatFails_isAProblemWithItsWords() {
        assertThatThrownBy(() -> programs(60).run(List.of(List.of("sh", "-c", "echo no such luck >&2; exit 3"))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-BENCH-006")
                .hasMessageContaining("ended with 3: no such luck");
    }

    @Test
    void run_programThatHangs_isEndedAtTheLimit() {
        Path pid = directory.resolve("pid");

        assertThatThrownBy(() -> programs(1).run(List.of(hanging(pid))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("did not end");

        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void run_interrupted_leavesNoChildOfTheShellBehind() {
        Path pid = directory.resolve("pid");
        Thread running = Workers.start("bench-test", () -> {
            try {
                programs(60).run(List.of(hanging(pid)));
            } catch (Exception e) {
                assertThat(e).isInstanceOf(InterruptedException.class);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(pid) && Files.size(pid) > 0);

        running.interrupt();

        await().atMost(Duration.ofSeconds(20)).until(() -> !running.isAlive() && !isAlive(pid));
    }

    @Test
    void hsm_isCalledInTheNodesHome() throws Exception {
        Path hsm =
                Files.writeString(directory.resolve("hsm"), "#!/bin/sh\necho \"$CORAL_HOME $*\" >\"${0%/*}/called\"\n");
        assertThat(hsm.toFile().setExecutable(true)).isTrue();

        programs(60).hsm("fs", "ls");

        assertThat(directory.resolve("called")).content().isEqualTo("/the/home fs ls\n");
    }

    private Programs programs(int limitSeconds) {
        return new Programs(directory, Path.of("/the/home"), Duration.ofSeconds(limitSeconds));
    }

    // The sleep is the shell's child, which a signal to the shell alone would leave.
    private static List<String> hanging(Path pid) {
        return List.of("sh", "-c", "sleep 300 & echo $! >\"$1\"; wait", "sh", pid.toString());
    }

    private static boolean isAlive(Path pid) {
        try {
            long number = Long.parseLong(Files.readString(pid).strip());
            return ProcessHandle.of(number).map(ProcessHandle::isAlive).orElse(false);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
