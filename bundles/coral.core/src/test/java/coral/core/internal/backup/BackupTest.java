// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import coral.core.store.Journal;
import coral.core.store.JournalCopy;
import coral.core.store.WholeFile;
import coral.core.task.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackupTest {
    private static final Journal.Format FORMAT = new Journal.Format("test", 1 << 20, 8 << 20);
    private static final String ROOM = "data/coral.probe/";

    @TempDir
    private Path temp;

    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void unpack_givesWhatWasThere_withItsPermissions_andMarksJournals() throws Exception {
        Path home = home();
        Path backup = backup(home);
        Path made = unpack(backup);

        assertThat(made.resolve(ROOM + "list.json")).hasSameBinaryContentAs(home.resolve(ROOM + "list.json"));
        assertThat(mode(made.resolve("conf/secret"))).isEqualTo("rw-------");
        assertThat(mode(made.resolve("conf/open"))).isEqualTo("rw-r--r--");
        assertThat(mode(backup)).isEqualTo("rw-------");
        assertThat(made.resolve(ROOM + "log/lock")).doesNotExist();
        assertThat(replayed(made.resolve(ROOM + "log"))).containsExactly("one", "two");
        assertThat(JournalCopy.restored(made.resolve(ROOM + "log")))
                .hasValueSatisfying(what -> assertThat(what).contains("b.tar.gz of 2026-11-01T00:00:00Z"));
        assertThat(made.resolve("data/tmp")).doesNotExist();
        assertThat(made.resolve(ROOM + ".list.json.new")).doesNotExist();
        assertThat(made.resolve("deploy")).doesNotExist();
    }

    /** A name is in the list before a record speaks of it, and the journal is compacted all the time. */
    @Test
    void write_whileTheRoomIsAtWork_knowsEverythingThatItsJournalSpeaksOf() throws Exception {
        Path home = temp.resolve("busy");
        Path list = home.resolve(ROOM + "list.json");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "");
        ExecutorService worker = Workers.pool("test-room", 1, 1);
        try (Journal journal = Journal.open(home.resolve(ROOM + "log"), FORMAT, r -> {})) {
            Future<?> work = worker.submit(() -> work(list, journal));
            int spoken = 0;
            for (int i = 0; i < 60; i++) {
                spoken += compared(home, "busy" + i);
            }
            enough.set(true);
            work.get();
            assertThat(spoken).isPositive();
        } finally {
            worker.shutdownNow();
        }
    }

    private Void work(Path list, Journal journal) throws IOException {
        List<byte[]> all = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; !enough.get(); i++) {
            names.append(i).append('\n');
            WholeFile.replace(list, names.toString().getBytes(StandardCharsets.UTF_8), 0600);
            all.add(bytes(Integer.toString(i)));
            journal.append(all.get(i));
            if (i % 7 == 0) {
                journal.compact(List.copyOf(all)).await();
            }
        }
        return null;
    }

    private int compared(Path home, String name) throws Exception {
        Path made = Files.createDirectory(temp.resolve(name));
        BackupReader.unpack(backup(home, name + ".tar.gz"), made);
        Set<String> listed = new TreeSet<>(Files.readAllLines(made.resolve(ROOM + "list.json")));
        List<String> spokenOf = replayed(made.resolve(ROOM + "log"));
        assertThat(listed).containsAll(spokenOf);
        return spokenOf.size();
    }

    @Test
    void verify_ofAnyCutOrFlippedByte_refuses() throws Exception {
        byte[] whole = Files.readAllBytes(backup(home()));
        for (int at = 0; at < whole.length; at += 7) {
            refused(Arrays.copyOf(whole, at), "cut at " + at);
        }
        byte[] tar = plain(whole);
        for (int at = 0; at < tar.length; at += 97) {
            byte[] flipped = tar.clone();
            flipped[at] ^= 0x10;
            Path file = Files.write(temp.resolve("flipped"), zipped(flipped));
            try {
                BackupReader.Contents same = BackupReader.verify(file);
                // Bytes that fill up a block, and such things of a tar as owners, are nothing.
                assertThat(same.manifest())
                        .as("byte " + at)
                        .isEqualTo(BackupReader.verify(whole(whole)).manifest());
            } catch (ProblemException e) {
                assertThat(e.problem().code()).as("byte " + at).isIn("CORAL-CORE-053", "CORAL-CORE-054");
            }
        }
    }

    @Test
    void verify_ofANewerFormat_saysSo() throws Exception {
        Path home = home();
        refused(home, new BackupHeader("coral-backup", 2, 0, 0, "t", "9", "h", "/", false), "format version 2");
        refused(home, new BackupHeader("coral-backup", 1, 0, 4, "t", "9", "h", "/", false), "incompat features 0x4");
        BackupHeader compatible = new BackupHeader("coral-backup", 1, 8, 0, "t", "9", "h", "/", false);
        Path file = temp.resolve("compatible.tar.gz");
        BackupTarget.at(file, "").write(home, compatible);
        assertThat(BackupReader.verify(file).header()).isEqualTo(compatible);
    }

    private void refused(Path home, BackupHeader header, String why) throws Exception {
        Path file = temp.resolve("newer.tar.gz");
        Files.deleteIfExists(file);
        BackupTarget.at(file, "").write(home, header);
        assertThatThrownBy(() -> BackupReader.verify(file))
                .hasMessageContaining("CORAL-CORE-054")
                .hasMessageContaining(why);
    }

    @Test
    void unpack_ofNamesThatLeadElsewhere_refuses() throws Exception {
        for (String name : List.of("data/../../evil", "../evil", "log/evil", "data")) {
            Path file = temp.resolve("evil.tar.gz");
            try (var out = Files.newOutputStream(file);
                    BackupTar tar = BackupTar.to(out)) {
                tar.document(BackupHeader.NAME, header());
                var item = tar.file(name, "", 0644, 1, o -> o.write('x'));
                tar.document(BackupManifest.NAME, new BackupManifest(List.of(item), List.of()));
            }
            Path target = Files.createDirectories(temp.resolve("target"));

            assertThatThrownBy(() -> BackupReader.unpack(file, target)).as(name).hasMessageContaining("CORAL-CORE-053");
            assertThat(target).isEmptyDirectory();
        }
    }

    @Test
    void write_overAnExistingFile_orOfADamagedJournal_leavesNoBackup() throws Exception {
        Path home = home();
        Path there = Files.writeString(temp.resolve("there"), "mine");
        assertThatThrownBy(() -> BackupTarget.at(there, "")).hasMessageContaining("CORAL-CORE-050");
        Path segment = home.resolve(ROOM + "log/segment-0000000000000001");
        byte[] damaged = Files.readAllBytes(segment);
        damaged[70] ^= 1;
        Files.write(segment, damaged);

        assertThatThrownBy(() -> backup(home, "none"))
                .hasMessageContaining("CORAL-CORE-052")
                .hasMessageContaining("is damaged at byte 64");
        assertThat(temp.resolve("none")).doesNotExist();
        assertThat(temp).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void write_toOneNameByManyAtOnce_leavesAWholeBackup() throws Exception {
        Path home = home();
        ExecutorService many = Workers.pool("test-backups", 4, 64);
        try {
            List<BackupTarget> targets = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                targets.add(BackupTarget.at(temp.resolve("same"), ""));
            }
            List<Future<BackupManifest>> all = new ArrayList<>();
            targets.forEach(target -> all.add(many.submit(() -> target.write(home, header()))));
            for (Future<BackupManifest> one : all) {
                assertThat(one.get().files()).isNotEmpty();
                assertThat(BackupReader.verify(temp.resolve("same")).manifest()).isEqualTo(one.get());
            }
        } finally {
            many.shutdownNow();
        }
    }

    /** A backup that Coral 0.1.0 wrote; every later Coral must read it. */
    @Test
    void fixtureOfVersion1_isRead() throws Exception {
        Path file = temp.resolve("fixture.tar.gz");
        try (InputStream in = BackupTest.class.getResourceAsStream("backup-v1.tar.gz")) {
            assertThat(in).isNotNull();
            Files.copy(in, file);
        }
        Path made = unpack(file);

        assertThat(made.resolve("conf/open")).hasContent("open");
        assertThat(replayed(made.resolve(ROOM + "log"))).containsExactly("one", "two");
    }

    private Path home() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home"));
        for (String folder : List.of("conf", "data/tmp", "deploy", ROOM)) {
            Files.createDirectories(home.resolve(folder));
        }
        WholeFile.replace(home.resolve("conf/secret"), bytes("secret"), 0600);
        WholeFile.replace(home.resolve("conf/open"), bytes("open"), 0644);
        WholeFile.replace(home.resolve(ROOM + "list.json"), bytes("{}"), 0600);
        Files.writeString(home.resolve(ROOM + ".list.json.new"), "half");
        Files.writeString(home.resolve("data/tmp/x"), "x");
        Files.writeString(home.resolve("deploy/x.jar"), "x");
        try (Journal journal = Journal.open(home.resolve(ROOM + "log"), FORMAT, r -> {})) {
            journal.append(bytes("one"));
            journal.append(bytes("two"));
        }
        return home;
    }

    private Path backup(Path home) throws ProblemException {
        return backup(home, "b.tar.gz");
    }

    private Path backup(Path home, String name) throws ProblemException {
        BackupTarget target = BackupTarget.at(temp.resolve(name), "");
        target.write(home, header());
        return target.file();
    }

    private static BackupHeader header() {
        return BackupHeader.of("2026-11-01T00:00:00Z", "0.1.0", "host", Path.of("/home"), false);
    }

    private Path unpack(Path backup) throws Exception {
        Path made = Files.createDirectory(temp.resolve("made"));
        BackupReader.unpack(backup, made);
        return made;
    }

    private void refused(byte[] content, String what) throws IOException {
        Path file = Files.write(temp.resolve("refused"), content);
        assertThatThrownBy(() -> BackupReader.verify(file)).as(what).hasMessageContaining("CORAL-CORE-053");
    }

    private Path whole(byte[] whole) throws IOException {
        return Files.write(temp.resolve("whole"), whole);
    }

    private static byte[] plain(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static List<String> replayed(Path directory) throws IOException {
        List<String> records = new ArrayList<>();
        Journal.open(directory, FORMAT, r -> records.add(new String(r, StandardCharsets.UTF_8)))
                .close();
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
