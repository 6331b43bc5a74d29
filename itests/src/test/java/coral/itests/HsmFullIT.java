// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system that is full when a file is to come back. */
class HsmFullIT {
    private static final int ENOSPC = 28;
    private static final long IMAGE_BYTES = 400 << 20;
    private static final int FILE_BYTES = 60 << 20;

    @TempDir
    private Path base;

    @BeforeEach
    void makeMountPoint() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounts need root");
        Files.createDirectory(base.resolve("files"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (Files.isDirectory(base.resolve("files/lost+found")) || Files.exists(base.resolve("files/data"))) {
            LoopImage.tool("umount", base.resolve("files").toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void restore_withoutRoom_isEnospc_andWorksOnceThereIsRoom(String kind) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/sbin/mkfs." + kind)), "mkfs." + kind + " is not installed");
        LoopImage.mount(base.resolve("image"), IMAGE_BYTES, base.resolve("files"), "/sbin/mkfs." + kind, "-q");
        try (HsmPlace place = HsmPlace.under(base)) {
            Path data = place.file("data", FILE_BYTES);
            byte[] content = Files.readAllBytes(data);
            place.hsm("archive", List.of(data), "--wait");
            place.hsm("release", List.of(data));
            Path filler = fill(place.files());

            Result full = place.node().run("hsm", "restore", "--wait", data.toString());

            assertThat(full.exit()).as(full.toString()).isEqualTo(ENOSPC);
            assertThat(full.err()).contains("CORAL-HSM-");
            assertThat(place.hsm("state", List.of(data))).contains("released");
            assertThat(Files.size(data)).isEqualTo(FILE_BYTES);
            Files.delete(filler);
            place.hsm("restore", List.of(data), "--wait");
            assertThat(Files.readAllBytes(data)).isEqualTo(content);
        }
    }

    private static Path fill(Path directory) throws IOException {
        Path filler = directory.resolve("filler");
        ByteBuffer block = ByteBuffer.allocate(1 << 20);
        try (SeekableByteChannel out =
                Files.newByteChannel(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (true) {
                out.write(block.clear());
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return filler;
        }
    }
}
