// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import coral.hsm.filesystem.Order;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.coordinator.MemoryArchive;
import coral.hsm.local.internal.coordinator.RequiresRoot;
import coral.hsm.local.internal.registry.Registry;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmState;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@RequiresRoot
@Timeout(60)
class FsCommandsTest {
    private static final Caller USER = new Caller(12345, 12345, Set.of(12345L), "user", Caller.Origin.SOCKET);

    @TempDir
    private Path temp;

    private final List<String> services = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Registry registry;
    private Path tree;

    @BeforeEach
    void open() throws Exception {
        tree = Files.createDirectories(temp.resolve("tree"));
        start();
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
    }

    @Test
    void add_dryRun_checksAndChangesNothing() throws Exception {
        run(Caller.internal(), "add", tree.toString(), "--dry-run");

        assertThat(out.toString()).contains(tree + " would be added");
        assertThat(services).isEmpty();
        assertThat(registry.list()).isEmpty();
        run(Caller.internal(), "add", tree.toString());
        assertThat(services).hasSize(1);
    }

    @Test
    void add_publishesTheFileSystem_andSaysWhatIsNotHeldBack() throws Exception {
        run(Caller.internal(), "add", tree.toString(), "--name", "t", "--json");

        assertThat(out.toString()).contains("{\"name\":\"t\",\"root\":\"" + tree + "\",\"uuid\":");
        assertThat(services).containsExactly("t");
        assertThat(err.toString()).contains("Root and the file's owner are not held back");
        run(Caller.internal(), "ls", "--json");
        assertThat(out.toString()).contains("\"name\":\"t\"").contains("\"online\":true");
        registry.close();
        assertThat(services).isEmpty();
        start();
        assertThat(services).containsExactly("t");
    }

    @Test
    void name_isCompletedByThoseThatAreThere() throws Exception {
        run(Caller.internal(), "add", tree.toString(), "--name", "t");

        for (String command : List.of("remove", "rebuild")) {
            CommandLine line = Objects.requireNonNull(
                    command(Caller.internal()).getSubcommands().get(command));
            assertThat(line.getCommandSpec().positionalParameters().get(0).completionCandidates())
                    .containsExactly("t");
        }
    }

    @Test
    void add_ofWhatCannotBeUsed_isRefusedAndChangesNothing() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        Path inner = Files.createDirectories(tree.resolve("inner"));
        Path file = Files.createFile(temp.resolve("file"));

        refused(Errno.EEXIST, Caller.internal(), "add", inner.toString());
        refused(Errno.EEXIST, Caller.internal(), "add", temp.toString(), "--name", "outer");
        refused(Errno.EEXIST, Caller.internal(), "add", tree.toString(), "--name", "again");
        refused(Errno.ENOTDIR, Caller.internal(), "add", file.toString());
        refused(Errno.ENOENT, Caller.internal(), "add", "/no/such");
        refused(
                Errno.EPERM,
                USER,
                "add",
                Files.createDirectories(temp.resolve("o")).toString());
        refused(Errno.EINVAL, Caller.internal(), "add", temp.resolve("o").toString(), "--name", "a b");
        refused(Errno.EEXIST, Caller.internal(), "add", temp.resolve("o").toString(), "--name", "tree");
        refused(Errno.EOPNOTSUPP, Caller.internal(), "add", "/proc");
        assertThat(services).containsExactly("tree");
        assertThat(tree.toFile().list()).containsExactly("inner");
    }

    @Test
    void add_ofATmpfs_namesTypeAndWayOut() throws Exception {
        Path mount = Files.createDirectories(temp.resolve("tmpfs"));
        shell("mount", "-t", "tmpfs", "none", mount.toString());
        try {
            assertThatThrownBy(() -> run(Caller.internal(), "add", mount.toString()))
                    .hasMessageContaining("tmpfs")
                    .hasMessageContaining("ext4 and xfs")
                    .hasMessageContaining("loop");
        } finally {
            shell("umount", mount.toString());
        }
    }

    @Test
    void start_withAnotherDirectoryAtThePath_listsItOffline() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        registry.close();
        Files.move(tree, temp.resolve("moved"));
        start();
        offline("no directory");
        registry.close();
        Files.createDirectories(tree);
        start();
        offline("another file system");
        registry.close();
        Files.delete(tree);
        Files.move(temp.resolve("moved"), tree);
        start();
        assertThat(services).containsExactly("tree");
    }

    @Test
    void remove_forgetsAndKeepsTheOldCatalogueAside() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        run(Caller.internal(), "remove", "tree", "--dry-run");
        assertThat(out.toString()).contains("would forget the catalogue of tree");
        assertThat(services).containsExactly("tree");

        refused(Errno.EPERM, USER, "remove", "tree");
        refused(Errno.ENOENT, Caller.internal(), "remove", "other");
        run(Caller.internal(), "remove", "tree");

        assertThat(services).isEmpty();
        assertThat(temp.resolve("home/fs").toFile().list()).hasSize(1).allMatch(n -> n.endsWith(".old-1"));
        run(Caller.internal(), "add", tree.toString());
        assertThat(services).containsExactly("tree");
    }

    @Test
    void remove_whileAFileIsInAPhase_isRefused() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        Path file = Files.write(tree.resolve("f"), new byte[5000]);
        archive(new MemoryArchive(), HsmAction.ARCHIVE, file);
        Fid fid = fid(file);
        Path data =
                temp.resolve("home/fs/" + registry.list().get(0).registration().uuid());
        registry.close();
        try (Catalogue catalogue = Catalogue.open(data, Clock.systemUTC())) {
            Stub stub = new Stub(0644, Instant.EPOCH, 5000, 8192);
            catalogue
                    .record(Delta.of(catalogue.entry(fid).in(Phase.UNVEILING, stub)))
                    .await();
        }
        // Recovery cannot give the permissions back to a file that may not be changed.
        shell("chattr", "+i", file.toString());
        try {
            start();
            refused(Errno.EBUSY, Caller.internal(), "remove", "tree");
        } finally {
            shell("chattr", "-i", file.toString());
        }
    }

    @Test
    void rebuild_takesTheHintsOfItsOwnFiles_andKeepsTheCookies() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        byte[] content = MemoryArchive.pattern(9000);
        Path released = Files.write(Files.createDirectories(tree.resolve("d")).resolve("released"), content);
        Path kept = Files.write(tree.resolve("kept"), content);
        Files.write(tree.resolve("never"), content);
        MemoryArchive archive = new MemoryArchive();
        archive(archive, HsmAction.ARCHIVE, released, kept);
        fs().files().release(Caller.internal(), fid(released), false);
        shell("cp", "-a", kept.toString(), tree.resolve("copy").toString());
        long cookie = fs().nextCookie();

        run(Caller.internal(), "rebuild", "tree", "--dry-run");
        assertThat(out.toString()).contains("4 files: 2 with a copy, 1 of them released, 2 without a hint");
        assertThat(fs().files().state(Caller.internal(), fid(kept)).mask()).isEqualTo(0x9);

        refused(Errno.EEXIST, Caller.internal(), "rebuild", "tree");
        assertThat(fs().files().state(Caller.internal(), fid(kept)).mask()).isEqualTo(0x9);

        run(Caller.internal(), "rebuild", "tree", "--force", "--json");

        assertThat(out.toString()).contains("{\"files\":4,\"copies\":2,\"released\":1,\"strangers\":2}");
        assertThat(fs().nextCookie()).isGreaterThan(cookie);
        assertThat(fs().files().state(Caller.internal(), fid(tree.resolve("copy"))))
                .isEqualTo(HsmState.NEW);
        assertThat(fs().files().state(Caller.internal(), fid(kept)).mask()).isEqualTo(0xb);
        assertThatThrownBy(() -> fs().files().release(Caller.internal(), fid(kept), false))
                .hasMessageContaining("CORAL-HSM-118");
        refused(Errno.EBUSY, Caller.internal(), "remove", "tree");
        archive(archive, HsmAction.RESTORE, released);
        assertThat(Files.readAllBytes(released)).isEqualTo(content);
        assertThat(Files.isReadable(released)).isTrue();
    }

    @Test
    void rebuild_whileRequestsLive_isRefused_evenByForce() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        Path file = Files.write(tree.resolve("f"), new byte[10]);
        fs().requests()
                .submit(
                        Caller.internal(),
                        new Order(HsmAction.ARCHIVE, List.of(fid(file)), ArchiveId.ANY, Blob.EMPTY, false));

        refused(Errno.EBUSY, Caller.internal(), "rebuild", "tree", "--force");

        assertThat(fs().requests().counts().waiting()).isOne();
    }

    @Test
    void retry_opensWhatWasMissing_onceItIsThere() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        registry.close();
        Files.move(tree, temp.resolve("moved"));
        start();
        registry.retry();
        offline("no directory");

        Files.move(temp.resolve("moved"), tree);
        registry.retry();

        assertThat(services).containsExactly("tree");
    }

    @Test
    void start_withoutItsCatalogue_isOfflineUntilRebuilt() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        Path file = Files.write(tree.resolve("f"), new byte[5000]);
        archive(new MemoryArchive(), HsmAction.ARCHIVE, file);
        fs().files().release(Caller.internal(), fid(file), false);
        registry.close();
        Files.move(temp.resolve("home/fs"), temp.resolve("lost"));
        start();
        offline("CORAL-HSM-142");

        run(Caller.internal(), "rebuild", "tree");

        assertThat(services).containsExactly("tree");
        assertThat(fs().files().state(Caller.internal(), fid(file)).mask()).isEqualTo(0xd);
    }

    @Test
    void keepAndDiscard_endAConflict() throws Exception {
        run(Caller.internal(), "add", tree.toString());
        byte[] content = MemoryArchive.pattern(9000);
        Path file = Files.write(tree.resolve("f"), content);
        MemoryArchive archive = new MemoryArchive();
        archive(archive, HsmAction.ARCHIVE, file);
        fs().files().release(Caller.internal(), fid(file), false);
        Files.write(file, new byte[] {1});
        run(Caller.internal(), "discard", file.toString());
        archive(archive, HsmAction.RESTORE, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);

        fs().files().release(Caller.internal(), fid(file), false);
        Files.write(file, new byte[] {1});
        run(Caller.internal(), "keep", "tree/f");
        assertThat(Files.readAllBytes(file)).containsExactly(1);
        assertThat(fs().files().state(Caller.internal(), fid(file)).mask()).isEqualTo(0xb);
    }

    private LocalFileSystem fs() {
        return Objects.requireNonNull(registry.list().get(0).fileSystem());
    }

    private Fid fid(Path file) throws ProblemException {
        return fs().find(Caller.internal(), file.toString()).orElseThrow().fid();
    }

    private void archive(MemoryArchive archive, HsmAction action, Path... files) throws Exception {
        List<Fid> fids = new ArrayList<>();
        for (Path file : files) {
            fids.add(fid(file));
        }
        fs().requests().submit(Caller.internal(), new Order(action, fids, ArchiveId.ANY, Blob.EMPTY, false));
        archive.work(fs());
    }

    @Test
    void keep_ofAFileElsewhere_isRefused() throws Exception {
        refused(Errno.EPERM, USER, "keep", "/etc/hostname");
        refused(Errno.EINVAL, Caller.internal(), "discard", "/etc/hostname");
    }

    private void start() throws Exception {
        registry = new Registry(temp.resolve("home"), Clock.systemUTC(), new Registry.Listener() {
            @Override
            public void opened(LocalFileSystem fileSystem) {
                services.add(fileSystem.name());
            }

            @Override
            public void closing(LocalFileSystem fileSystem) {
                services.remove(fileSystem.name());
            }
        });
        registry.start();
    }

    private void offline(String why) throws Exception {
        assertThat(services).isEmpty();
        run(Caller.internal(), "ls");
        assertThat(out.toString()).contains("offline");
        assertThat(registry.list().get(0).offline()).isNotNull();
        assertThat(String.valueOf(registry.list().get(0).offline())).containsIgnoringCase(why);
        refused(Errno.ENODEV, Caller.internal(), "remove", "tree");
    }

    private void run(Caller caller, String... arguments) throws Exception {
        int code = execute(command(caller), arguments);
        assertThat(code).isZero();
    }

    private CommandLine command(Caller caller) {
        Invocation invocation = new Invocation(
                caller,
                temp.toString(),
                Map.of(),
                null,
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new CancelToken());
        return new CommandLine(new FsCommands(registry).create(invocation));
    }

    private static int execute(CommandLine line, String... arguments) throws Exception {
        List<Exception> thrown = new ArrayList<>();
        line.setExecutionExceptionHandler((e, c, r) -> {
            thrown.add(e);
            return 1;
        });
        int code = line.execute(arguments);
        if (!thrown.isEmpty()) {
            throw thrown.get(0);
        }
        return code;
    }

    private void refused(Errno errno, Caller caller, String... arguments) {
        assertThatThrownBy(() -> run(caller, arguments))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errno()).isEqualTo(errno));
    }

    private static void shell(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }
}
