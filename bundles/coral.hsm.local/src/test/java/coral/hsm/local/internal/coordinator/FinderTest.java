// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.caller.Caller;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresRoot
@Timeout(60)
class FinderTest {
    @TempDir
    private Path temp;

    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = new TestNode(temp);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void find_ofAFile_byAnyPath_givesTheSameFid() throws Exception {
        Path file = node.write("f", new byte[10]);
        Files.createSymbolicLink(temp.resolve("way"), node.root);

        assertThat(node.fs()
                        .find(TestNode.ROOT, temp.resolve("way/f").toString())
                        .orElseThrow()
                        .fid())
                .isEqualTo(node.fid(file));
        assertThat(node.fs()
                        .find(TestNode.ROOT, node.root + "/./../fs/f")
                        .orElseThrow()
                        .sizeBytes())
                .isEqualTo(10);
    }

    @Test
    void find_ofANameThatIsNoUtf8_works() throws Exception {
        String name = Names.decode(new byte[] {'x', (byte) 0xFE});
        try (var directory = coral.core.posix.Directory.at(node.root.toString())) {
            directory.open(name, coral.core.posix.Access.CREATE_NEW, 0600).close();
        }

        assertThat(node.fs().find(TestNode.ROOT, node.root + "/" + name)).isPresent();
    }

    @Test
    void find_outside_isEmpty() throws Exception {
        Files.createFile(temp.resolve("fsx"));
        for (String path : new String[] {"/etc/hostname", "/no/such", "/", temp + "/fsx", node.root + "/../fsx"}) {
            assertThat(node.fs().find(TestNode.ROOT, path)).as(path).isEmpty();
        }
    }

    @Test
    void find_ofWhatIsNoFile_saysWhy() throws Exception {
        Files.createSymbolicLink(node.root.resolve("link"), node.write("f", new byte[1]));
        Files.createDirectory(node.root.resolve("d"));

        refused(Errno.ENOENT, TestNode.ROOT, node.root + "/none");
        refused(Errno.ENOENT, TestNode.ROOT, node.root + "/none/none");
        refused(Errno.ENOENT, TestNode.ROOT, node.root + "/f/");
        refused(Errno.EISDIR, TestNode.ROOT, node.root.toString());
        refused(Errno.EISDIR, TestNode.ROOT, node.root + "/d/");
        refused(Errno.EISDIR, TestNode.ROOT, node.root + "/d/.");
        refused(Errno.EINVAL, TestNode.ROOT, node.root + "/link");
    }

    @Test
    void find_withoutTheRight_isEacces() throws Exception {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path closed = Files.createDirectory(node.root.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(closed.resolve("f"));
        Path file = node.write("f", new byte[1]);

        refused(Errno.EACCES, TestNode.USER, closed + "/f");
        refused(Errno.EACCES, TestNode.USER, closed + "/none");
        assertThat(node.fs().find(TestNode.USER, file.toString())).isPresent();
    }

    private void refused(Errno errno, Caller caller, String path) {
        assertThatThrownBy(() -> node.fs().find(caller, path))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errno()).isEqualTo(errno));
    }
}
