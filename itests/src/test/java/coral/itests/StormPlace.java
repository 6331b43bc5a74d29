// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node whose home, files and archive each lie on an ext4 of their own, and whose clock can be set. */
final class StormPlace implements AutoCloseable {
    private final Path base;
    private final TestNode node;
    private final MappedByteBuffer clock;

    private StormPlace(Path base) throws Exception {
        this.base = base;
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        clock = clock(base.resolve("clock"));
        mount("home", 300);
        mount("files", 1500);
        mount("archive", 1500);
        Files.createDirectory(base.resolve("slow"));
        node = TestNode.in(
                Files.createDirectory(base.resolve("home/node")), Files.createDirectory(base.resolve("out")));
        node.with("STORM_CLOCK", base.resolve("clock").toString());
        node.with("LD_PRELOAD", preload().toString());
    }

    /** A place beneath an empty directory; the node is ready and serves the archives 1 (posix) and 2 (slow). */
    static StormPlace under(Path base) throws Exception {
        StormPlace place = new StormPlace(base);
        place.bundle("1.0.0");
        place.good("coral", "start");
        place.good("hsm", "fs", "add", place.files().toString(), "--name", "storm");
        place.good(
                "hsm",
                "archives",
                "add",
                "1",
                "--type",
                "posix",
                "--root",
                place.archive().toString());
        String slow = base.resolve("slow").toString();
        for (int i = 0; place.node.run("hsm", slowArchive(slow)).exit() != 0; i++) {
            assertThat(i).as("the mover type 'slow' is missing").isLessThan(100);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return place;
    }

    private static String[] slowArchive(String root) {
        return new String[] {"archives", "add", "2", "--type", "slow", "--root", root, "--millis", "2"};
    }

    private Path preload() throws Exception {
        Path source = base.resolve("clock.c");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("storm-clock.c"))) {
            Files.copy(in, source);
        }
        Path library = base.resolve("clock.so");
        LoopImage.tool("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString());
        return library;
    }

    private static MappedByteBuffer clock(Path file) throws IOException {
        try (RandomAccessFile offset = new RandomAccessFile(file.toFile(), "rw")) {
            offset.setLength(8);
            MappedByteBuffer map = offset.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 8);
            map.order(ByteOrder.nativeOrder());
            return map;
        }
    }

    TestNode node() {
        return node;
    }

    Path files() {
        return base.resolve("files");
    }

    Path archive() {
        return base.resolve("archive");
    }

    /** Where what commands print is kept for a while. */
    Path outputs() {
        return base.resolve("out");
    }

    /** The node's clock jumps. */
    void jump(long seconds) {
        clock.putLong(0, clock.getLong(0) + seconds);
    }

    /** Takes all room on {@code home} or {@code archive}. */
    void fill(String name) throws Exception {
        Path filler = base.resolve(name).resolve("filler");
        long bytes = Files.getFileStore(base.resolve(name)).getUsableSpace();
        for (long step = bytes; step >= 1 << 20; step /= 2) {
            long length = Files.exists(filler) ? Files.size(filler) : 0;
            LoopImage.run("fallocate", "-o", Long.toString(length), "-l", Long.toString(step), filler.toString());
        }
        ByteBuffer block = ByteBuffer.allocate(4096);
        try (FileChannel rest = FileChannel.open(
                base.resolve(name).resolve("filler2"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (rest.write(block.clear()) > 0) {}
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /** Gives that room back. */
    void free(String name) throws IOException {
        Files.deleteIfExists(base.resolve(name).resolve("filler"));
        Files.deleteIfExists(base.resolve(name).resolve("filler2"));
    }

    /** The archive's disk goes while it may be in use. */
    void unmountArchive() throws Exception {
        LoopImage.tool("umount", "-l", archive().toString());
    }

    void mountArchive() throws Exception {
        LoopImage.tool(
                "mount",
                "-o",
                "loop",
                base.resolve("archive.img").toString(),
                archive().toString());
    }

    /** The archive's marker goes or comes back. */
    void marker(boolean there) throws IOException {
        Path marker = archive().resolve(".coral-archive");
        Path aside = archive().resolve(".aside");
        Files.move(there ? aside : marker, there ? marker : aside);
    }

    void bundle(String version) throws IOException {
        DroppedBundle.drop(node.home().resolve("deploy"), "probe.jar", DroppedBundle.probe(version));
    }

    void withoutBundle() throws IOException {
        Files.deleteIfExists(node.home().resolve("deploy/probe.jar"));
    }

    /** The process that is the node. */
    Optional<ProcessHandle> process() {
        String home = "-Dcoral.home=" + node.home();
        return ProcessHandle.allProcesses()
                .filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains(home))
                .findFirst();
    }

    /** Kill -9. */
    void kill() throws Exception {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            running.get().destroyForcibly();
            running.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    String good(String link, String... arguments) throws IOException, InterruptedException {
        Result result = node.run(link, arguments);
        assertThat(result.exit())
                .as("%s %s: %s", link, List.of(arguments), result)
                .isZero();
        return result.out();
    }

    private void mount(String name, int mebibytes) throws Exception {
        Path point = Files.createDirectory(base.resolve(name));
        LoopImage.mount(base.resolve(name + ".img"), (long) mebibytes << 20, point, "/sbin/mkfs.ext4", "-q", "-m", "0");
        if (name.equals("archive")) {
            Files.delete(point.resolve("lost+found"));
        }
    }

    @Override
    public void close() throws Exception {
        kill();
        for (String name : List.of("home", "files", "archive")) {
            LoopImage.run("umount", "-l", base.resolve(name).toString());
        }
    }
}
