// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecursiveTest {
    private static final String STRANGE = "\udcff\n";

    @TempDir
    private Path home;

    private Shell shell = new Shell(Path.of("/"));
    private MemoryFileSystem fs = new MemoryFileSystem("unused", "/unused");

    @BeforeEach
    void makeTree() throws IOException {
        shell = new Shell(home);
        fs = shell.fileSystem("one", home.toString());
        shell.directory = home.toString();
        try (Directory top = Directory.at(home.toString())) {
            for (String directory : List.of("d", "d/deep", "d/deep/er", "d/closed")) {
                top.make(directory, 0755);
                fs.directory(directory);
            }
            for (String file : List.of("d/a", "d/deep/b", "d/deep/er/" + STRANGE, "d/closed/c")) {
                top.open(file, Access.CREATE_NEW, 0644).close();
                fs.file(file);
            }
            top.symlink("a", "d/link");
            top.symlink("..", "d/up");
        }
    }

    @AfterEach
    void removeStrangeName() throws IOException {
        // The temporary directory's own clean-up cannot name it.
        try (Directory top = Directory.at(home.toString())) {
            top.unlink("d/deep/er/" + STRANGE);
        }
    }

    @Test
    void recursive_tree_visitsEachRegularFileOnce() {
        assertThat(shell.run("archive", "--dry-run", "--recursive", "d/")).isZero();

        assertThat(shell.out().split(": would archive\n"))
                .containsExactlyInAnyOrder("d/a", "d/deep/b", "d/deep/er/" + STRANGE, "d/closed/c");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void recursive_filesNamedToo_areTaken() {
        assertThat(shell.run("state", "-r", "d/a", "d/deep")).isZero();

        assertThat(shell.out()).startsWith("d/a: ").contains("d/deep/b: ").hasLineCount(4);
    }

    @Test
    void recursive_directoryThatCallerMayNotRead_isNamedAndOthersGoOn() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root to act for another user");
        restrict("d/closed");
        shell.caller = Shell.user();

        int exit = shell.run("state", "-r", "d");

        assertThat(exit).isEqualTo(13);
        assertThat(shell.err())
                .startsWith("hsm: d/closed: CORAL-HSM-003: open ")
                .hasLineCount(1);
        assertThat(shell.out()).contains("d/a: ", "d/deep/b: ").doesNotContain("closed");
    }

    @Test
    void fileList_thatCallerMayNotRead_isRefused() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root to act for another user");
        restrict("d/closed");
        shell.caller = Shell.user();

        assertThat(shell.run("state", "-l", "d/closed/c")).isEqualTo(13);

        assertThat(shell.out()).isEmpty();
    }

    /** Leaves the path to the tree open for all and one directory in it for its owner alone. */
    private void restrict(String closed) throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home.resolve(closed), PosixFilePermissions.fromString("rwx------"));
    }
}
