// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.store.JournalCopy;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.StateChange;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.coordinator.MemoryArchive;
import coral.hsm.local.internal.coordinator.RequiresRoot;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.Demand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a rebuild makes of a catalogue of yesterday and of the hints of today. */
@RequiresRoot
@Timeout(60)
class RestoredCatalogueTest {
    private static final Caller ROOT = Caller.internal();
    private static final Demand ONE = new Demand(Map.of(new ArchiveId(1), new Demand.Slots(1, 1)));

    private final MemoryArchive archive = new MemoryArchive();

    @TempDir
    private Path temp;

    private Path home;
    private Path file;
    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        home = temp.resolve("home");
        file = Files.write(Files.createDirectories(temp.resolve("fs")).resolve("f"), new byte[9000]);
        registry = registry();
        registry.add(ROOT, temp.resolve("fs").toString(), Optional.empty(), false);
        submit(HsmAction.ARCHIVE);
        archive.work(fs());
        registry.close();
        copy(home, temp.resolve("backup"));
        registry = registry();
        registry.start();
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
    }

    @Test
    void rebuild_ofACatalogueWhoseCopiesAreThere_provesThem() throws Exception {
        bringBack();

        registry.rebuild(ROOT, "fs", false);

        assertThat(fs().files().release(ROOT, fid(), false)).isPositive();
    }

    @Test
    void rebuild_afterARemoveThatDidNotEnd_doesNotBelieveInTheCopy() throws Exception {
        submit(HsmAction.REMOVE);
        try (ActionSession session = fs().connect("agent")) {
            ActionItem item = session.receive(ONE, Duration.ZERO).get(0);
            session.begin(item); // From here on the mover removes the object, and the node may die.
        }
        bringBack();

        registry.rebuild(ROOT, "fs", false);

        assertThat(fs().files().state(ROOT, fid()).has(HsmFlag.DIRTY)).isTrue();
        assertThatThrownBy(() -> fs().files().release(ROOT, fid(), false))
                .hasMessageContaining("it is (0x0000000b) exists dirty archived");
    }

    /** Flags that say nothing of the copy are set without a hint: that must not cost the proof, or the flags. */
    @Test
    void rebuild_ofACatalogueWithWishes_keepsThem_andProvesTheCopy() throws Exception {
        fs().files().change(ROOT, fid(), set(HsmFlag.NORELEASE, HsmFlag.NOARCHIVE));
        registry.close();
        Files.move(temp.resolve("backup"), temp.resolve("older"));
        copy(home, temp.resolve("backup"));
        bringBack();

        registry.rebuild(ROOT, "fs", false);

        assertThat(fs().files().state(ROOT, fid()).flags())
                .containsExactlyInAnyOrder(HsmFlag.EXISTS, HsmFlag.ARCHIVED, HsmFlag.NORELEASE, HsmFlag.NOARCHIVE);
        fs().files().change(ROOT, fid(), new StateChange(Set.of(), Set.of(HsmFlag.NORELEASE), ArchiveId.ANY, false));
        assertThat(fs().files().release(ROOT, fid(), false)).isPositive();
    }

    @Test
    void rebuild_afterAFlagOfTheCopyWasSetByHand_doesNotBelieveInTheCopy() throws Exception {
        fs().files().change(ROOT, fid(), set(HsmFlag.LOST));
        registry.close();
        Files.move(temp.resolve("backup"), temp.resolve("older"));
        copy(home, temp.resolve("backup"));
        bringBack();

        registry.rebuild(ROOT, "fs", false);

        assertThat(fs().files().state(ROOT, fid()).has(HsmFlag.DIRTY)).isTrue();
    }

    private static StateChange set(HsmFlag... flags) {
        return new StateChange(Set.of(flags), Set.of(), ArchiveId.ANY, false);
    }

    private void bringBack() throws Exception {
        registry.close();
        Files.move(home, temp.resolve("lost"));
        copy(temp.resolve("backup"), home);
        try (Stream<Path> catalogues = Files.list(home.resolve("fs"))) {
            JournalCopy.markRestored(catalogues.findFirst().orElseThrow(), "backup");
        }
        registry = registry();
        registry.start();
        assertThat(registry.get("fs").offline()).isNotNull();
    }

    private static void copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void submit(HsmAction action) throws Exception {
        fs().requests().submit(ROOT, new Order(action, List.of(fid()), ArchiveId.ANY, Blob.EMPTY, false));
    }

    private Fid fid() throws Exception {
        return fs().find(ROOT, file.toString()).orElseThrow().fid();
    }

    private LocalFileSystem fs() throws Exception {
        return Objects.requireNonNull(registry.get("fs").fileSystem(), "it is online");
    }

    private Registry registry() {
        return new Registry(home, Clock.systemUTC(), new Registry.Listener() {
            @Override
            public void opened(LocalFileSystem fileSystem) {}

            @Override
            public void closing(LocalFileSystem fileSystem) {}
        });
    }
}
