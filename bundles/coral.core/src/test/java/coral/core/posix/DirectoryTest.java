// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.core.caller.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    @TempDir
    private Path temp;

    private Directory directory;

    @BeforeEach
    void open() throws IOException {
        directory = Directory.at(temp.toString());
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void open_ofNewFile_writesAndReadsAtOffsets() throws IOException {
        try (OpenFile file = directory.open("f", Access.CREATE_NEW, 0600)) {
            file.write(direct("world"), 6);
            file.write(direct("hello "), 0);
            file.sync();

            ByteBuffer read = ByteBuffer.allocateDirect(20);
            assertThat(file.read(read, 3)).isEqualTo(8);
            assertThat(file.status().sizeBytes()).isEqualTo(11);
            assertThat(file.status().permissions()).isEqualTo(0600);
        }
        assertThat(Files.readString(temp.resolve("f"))).isEqualTo("hello world");
    }

    @Test
    void rename_intoOtherDirectory_replacesWhatIsThere() throws IOException {
        Files.writeString(temp.resolve("f"), "new");
        Files.createDirectory(temp.resolve("d"));
        Files.writeString(temp.resolve("d/g"), "old");

        try (Directory target = directory.directory("d")) {
            directory.rename("f", target, "g");
        }

        assertThat(temp.resolve("f")).doesNotExist();
        assertThat(temp.resolve("d/g")).hasContent("new");
    }

    @Test
    void open_ofTakenName_isEexist() throws IOException {
        Files.createFile(temp.resolve("f"));

        assertThatThrownBy(() -> directory.open("f", Access.CREATE_NEW, 0600))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST))
                .hasMessageContaining(temp + "/f");
    }

    @Test
    void open_neverLeavesTheDirectory() throws IOException {
        Files.createSymbolicLink(temp.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(temp.resolve("link"), Path.of("/etc/hostname"));

        for (String path : new String[] {"../x", "/etc/hostname", "out/hostname", "link"}) {
            assertThatThrownBy(() -> directory.open(path, Access.READ)).isInstanceOf(ErrnoException.class);
        }
    }

    @Test
    void nextData_ofSparseFile_findsEachExtent() throws IOException {
        try (OpenFile file = directory.open("s", Access.CREATE_NEW, 0600)) {
            file.truncate(10 << 20);
            file.write(direct("x"), 4 << 20);
            file.sync();

            Extent data = file.nextData(0).orElseThrow();

            assertThat(data.offset()).isEqualTo(4 << 20);
            assertThat(file.nextData(data.end())).isEqualTo(Optional.empty());
            file.punch(0, 10 << 20);
            assertThat(file.nextData(0)).isEqualTo(Optional.empty());
            assertThat(file.status().sizeBytes()).isEqualTo(10 << 20);
            assertThat(file.status().allocatedBytes()).isZero();
        }
    }

    @Test
    void lease_whileOpenElsewhere_isEagain() throws IOException {
        try (OpenFile file = directory.open("f", Access.CREATE_NEW, 0600)) {
            try (OpenFile.Lease lease = file.leaseExclusively()) {
                assertThat(lease.unbroken()).isTrue();
            }
            try (OpenFile other = directory.open("f", Access.READ)) {
                assertThat(other.descriptor()).isNotEqualTo(file.descriptor());
                assertThatThrownBy(file::leaseExclusively).hasMessageContaining("EAGAIN");
            }
        }
    }

    @Test
    void setModified_keepsNanosecondsAndAccessTime() throws IOException {
        try (OpenFile file = directory.open("f", Access.CREATE_NEW, 0600)) {
            Instant accessed = file.status().accessed();
            Instant modified = Instant.ofEpochSecond(1_600_000_000, 123_456_789);

            file.setModified(modified);

            assertThat(file.status().modified()).isEqualTo(modified);
            assertThat(file.status().accessed()).isEqualTo(accessed);
        }
    }

    @Test
    void xattrs_setListedReadAndRemoved() throws IOException {
        try (OpenFile file = directory.open("f", Access.CREATE_NEW, 0600)) {
            Xattrs xattrs = file.xattrs();
            xattrs.set("user.a", new byte[] {1, 2});
            xattrs.set("user.empty", new byte[0]);

            assertThat(xattrs.names()).contains("user.a", "user.empty");
            assertThat(xattrs.get("user.a")).hasValue(new byte[] {1, 2});
            assertThat(xattrs.get("user.empty")).hasValue(new byte[0]);
            xattrs.remove("user.a");
            xattrs.remove("user.a");
            assertThat(xattrs.get("user.a")).isEmpty();
        }
    }

    @Test
    void entries_givesEveryNameAsItsBytes() throws IOException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            names.add("file-with-a-rather-long-name-" + i);
        }
        names.add("new\nline");
        names.add(Names.decode(new byte[] {'x', (byte) 0xFE, (byte) 0x80}));
        for (String name : names) {
            directory.open(name, Access.CREATE_NEW, 0600).close();
        }

        Set<String> read = new HashSet<>();
        try (Entries entries = directory.entries()) {
            for (var e = entries.next(); e.isPresent(); e = entries.next()) {
                read.add(e.get().name());
                assertThat(e.get().type().orElse(FileStatus.Type.REGULAR)).isEqualTo(FileStatus.Type.REGULAR);
            }
        }
        assertThat(read).isEqualTo(names);
    }

    @Test
    void openByHandle_findsTheInodeAfterARename_andIsStaleAfterUnlink() throws IOException {
        FileHandle handle;
        try (OpenFile file = directory.open("f", Access.CREATE_NEW, 0600)) {
            handle = file.handle();
        }
        directory.rename("f", "g");
        assumeTrue(root(), "open_by_handle_at needs root");

        try (OpenFile again = directory.openByHandle(handle, Access.READ)) {
            assertThat(again.status().inode())
                    .isEqualTo(directory.status("g").orElseThrow().inode());
        }
        directory.unlink("g");
        assertThatThrownBy(() -> directory.openByHandle(handle, Access.READ)).hasMessageContaining("ESTALE");
    }

    @Test
    void impersonation_cannotReachWhatTheCallerCannot_andEndsWithTheCall() throws IOException {
        assumeTrue(root(), "acting for others needs root");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(temp.resolve("f"));
        Caller nobody = new Caller(65534, 65534, Set.of(65534L), "nobody", Caller.Origin.SOCKET);

        assertThatThrownBy(() -> Impersonation.as(nobody, () -> Directory.at(temp.toString())))
                .hasMessageContaining("EACCES");

        directory.open("f", Access.READ).close();
        directory.open("mine", Access.CREATE_NEW, 0600).close();
        assertThat(directory.status("mine").orElseThrow().uid()).isZero();
    }

    @Test
    void unlink_ofAbsentName_isFalse() throws IOException {
        assertThat(directory.unlink("none")).isFalse();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
