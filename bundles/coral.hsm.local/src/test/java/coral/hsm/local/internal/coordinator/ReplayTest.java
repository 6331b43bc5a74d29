// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.Errno;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a journal that ends early, and a file system that is full, leave behind. */
@RequiresRoot
@Timeout(60)
class ReplayTest {
    @TempDir
    private Path temp;

    @Test
    void open_atEveryRecord_givesALegalState() throws Exception {
        byte[] journal;
        try (TestNode node = new TestNode(temp)) {
            Path a = node.released("a", MemoryArchive.pattern(5000));
            Path b = node.archived("b", MemoryArchive.pattern(5000));
            node.run(HsmAction.RESTORE, a);
            node.run(HsmAction.REMOVE, b);
            node.release(a);
            Path c = node.write("c", new byte[5]);
            node.submit(HsmAction.ARCHIVE, node.fid(c));
            node.submit(HsmAction.CANCEL, node.fid(c));
            node.submit(HsmAction.RESTORE, node.fid(a));
            journal = Files.readAllBytes(segment(node.journal()));
        }
        List<Integer> ends = frameEnds(journal);
        assertThat(ends).hasSizeGreaterThan(15);
        for (int end : ends) {
            Path directory = Files.createDirectories(temp.resolve("prefix" + end));
            Files.write(directory.resolve("segment-0000000000000001"), Arrays.copyOf(journal, end));
            check(directory);
        }
    }

    @Test
    void restore_toAFullFileSystem_failsWithEnospc_andWorksOnceThereIsRoom() throws Exception {
        Path image = temp.resolve("image");
        Path mount = Files.createDirectories(temp.resolve("fs"));
        shell("truncate", "-s", "16M", image.toString());
        shell("mkfs.ext4", "-q", image.toString());
        shell("mount", "-o", "loop", image.toString(), mount.toString());
        try (TestNode node = new TestNode(temp)) {
            byte[] content = MemoryArchive.pattern(6 << 20);
            Path file = node.released("f", content);
            Path filler = node.root.resolve("filler");
            new ProcessBuilder("dd", "if=/dev/zero", "of=" + filler, "bs=64k")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();

            node.run(HsmAction.RESTORE, file);

            HsmRequest failed = node.catalogue().list(new coral.hsm.model.Cookie(1), true, 100).stream()
                    .filter(r -> r.status() == RequestStatus.FAILED)
                    .findFirst()
                    .orElseThrow();
            assertThat(failed.failure().map(Failure::error)).contains(Errno.ENOSPC);
            assertThat(node.state(file).mask()).isEqualTo(0xd);
            Files.delete(filler);
            node.run(HsmAction.RESTORE, file);
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
        } finally {
            shell("umount", mount.toString());
        }
    }

    @Test
    void tokensOfACoarseKernel_areOldEnoughToBeTrusted() throws Exception {
        Path root = Files.createDirectories(temp.resolve("coarse"));
        Volume.Traits real = Probe.check(root.toString());
        Volume.Traits coarse = new Volume.Traits(real.form(), real.namespace(), true);
        Path file = Files.write(root.resolve("f"), new byte[10]);
        try (Volume volume = Volume.open(root.toString(), coarse)) {
            Fid fid;
            try (var open = volume.root().open("f", Access.READ)) {
                Instant changed = volume.token(open).changed();
                assertThat(Instant.now()).isAfter(changed.plusMillis(19));
                fid = volume.fid(open);
            }
            Files.delete(file);
            assertThat(volume.status(fid)).isEmpty();
            assertThatThrownBy(() -> volume.open(fid, Access.READ)).hasMessageContaining("ESTALE");
        }
    }

    private static void check(Path directory) throws Exception {
        try (Catalogue catalogue = Catalogue.open(directory, new TestNode.HandClock())) {
            Map<Fid, Integer> live = new HashMap<>();
            for (HsmRequest request : catalogue.live()) {
                assertThat(live.merge(request.fid(), 1, Integer::sum)).isEqualTo(1);
            }
            for (Entry entry : catalogue.entries(e -> true)) {
                assertThat(entry.state().isLegal()).isTrue();
                assertThat(entry.released() && entry.object() == null).isFalse();
                assertThat((entry.released() || entry.phase() != Phase.NONE) && entry.stub() == null)
                        .isFalse();
            }
        }
    }

    private static List<Integer> frameEnds(byte[] journal) {
        ByteBuffer bytes = ByteBuffer.wrap(journal).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> ends = new ArrayList<>();
        for (int at = 64; at < journal.length; at += 20 + bytes.getInt(at + 4)) {
            ends.add(at);
        }
        ends.add(journal.length);
        return ends;
    }

    private static Path segment(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith("segment-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void shell(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }
}
