// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Access;
import coral.hsm.filesystem.StateChange;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.disk.Hint;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.source.ActionSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the device holds at the moment when an object may go that a hint named. */
@RequiresRoot
@Timeout(60)
class PowerCutTest {
    @TempDir
    private Path temp;

    private Path mount;
    private TestNode node;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        mount = Files.createDirectories(temp.resolve("fs"));
        shell("truncate", "-s", "16M", temp.resolve("device").toString());
        shell("mkfs.ext4", "-q", temp.resolve("device").toString());
        // So seldom does the kernel commit by itself.
        shell("mount", "-o", "loop,commit=300", temp.resolve("device").toString(), mount.toString());
        node = new TestNode(temp);
        file = node.archived("f", MemoryArchive.pattern(5000));
        shell("sync", "-f", file.toString());
    }

    @AfterEach
    void close() throws Exception {
        shell("umount", mount.toString());
    }

    @Test
    void archive_thatReplacesACopy_leavesNoHintOfTheOldOne() throws Exception {
        StateChange dirty = new StateChange(Set.of(HsmFlag.DIRTY), Set.of(), ArchiveId.ANY, false);
        node.fs().files().change(TestNode.ROOT, node.fid(file), dirty);
        node.run(HsmAction.ARCHIVE, file);
        Entry entry = node.catalogue().entry(node.fid(file));

        assertThat(hintAfterThePowerWasCut().tells(entry)).isTrue();
    }

    @Test
    void remove_thatHasBegun_leavesAHintInDoubt() throws Exception {
        node.submit(HsmAction.REMOVE, node.fid(file));
        try (ActionSession session = node.fs().connect("agent")) {
            session.begin(session.receive(MemoryArchive.PLENTY, Duration.ZERO).get(0));
        }

        assertThat(hintAfterThePowerWasCut().state().has(HsmFlag.DIRTY)).isTrue();
    }

    private Hint hintAfterThePowerWasCut() throws Exception {
        shell("cp", temp.resolve("device").toString(), temp.resolve("later").toString());
        node.close();
        shell("umount", mount.toString());
        shell("mount", "-o", "loop", temp.resolve("later").toString(), mount.toString());
        try (Volume volume = Volume.open(mount.toString(), Probe.check(mount.toString()));
                var open = volume.root().open("f", Access.READ)) {
            return volume.readHint(open).orElseThrow();
        }
    }

    private static void shell(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }
}
