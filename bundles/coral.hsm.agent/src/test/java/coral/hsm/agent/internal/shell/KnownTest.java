// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownTest {
    @TempDir
    private Path home;

    private Shell shell = new Shell(Path.of("/"));

    @BeforeEach
    void makeShell() {
        shell = new Shell(home);
        shell.archive("3");
        shell.archive("12");
        shell.fileSystem("scratch", "/fs");
        shell.fileSystem("home", "/home");
    }

    @ParameterizedTest
    @CsvSource({"archive,--archive", "archive,-a", "remove,-a", "set,--archive-id"})
    void archive_isCompletedByTheIdsThatAreThere(String command, String option) {
        assertThat(shell.command(command).getCommandSpec().findOption(option).completionCandidates())
                .containsExactlyInAnyOrder("3", "12");
    }

    @ParameterizedTest
    @CsvSource({"set", "remove"})
    void id_ofAnArchive_isCompleted(String command) {
        assertThat(shell.command("archives", command)
                        .getCommandSpec()
                        .positionalParameters()
                        .get(0)
                        .completionCandidates())
                .containsExactlyInAnyOrder("3", "12");
    }

    @Test
    void fileSystems_andMoverTypes_areCompleted() {
        assertThat(shell.command("requests")
                        .getCommandSpec()
                        .findOption("--file-system")
                        .completionCandidates())
                .containsExactly("home", "scratch");
        assertThat(shell.command("archives", "add")
                        .getCommandSpec()
                        .findOption("--type")
                        .completionCandidates())
                .contains("fake");
    }
}
