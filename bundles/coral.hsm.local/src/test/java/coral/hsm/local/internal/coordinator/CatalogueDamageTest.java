// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.store.JournalException;
import coral.hsm.filesystem.Order;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A catalogue of real records that is cut, or has flipped bits, anywhere: opening it gives a state that it once had, or
 * names the file and changes nothing.
 */
@RequiresRoot
@Timeout(60)
class CatalogueDamageTest {
    private static final int HEADER_BYTES = 64;
    private static final long SEED = 20261124;

    @TempDir
    private Path temp;

    /** Where an fsync costs nothing: thousands of catalogues are opened. */
    private Path memory;

    private Path segment;
    private byte[] whole;
    /** Where the snapshot ends, and each frame after it. */
    private List<Integer> ends;
    /** What each of {@link #ends} leaves. */
    private final List<State> states = new ArrayList<>();

    /** All that a catalogue tells. */
    private record State(Set<Entry> entries, List<HsmRequest> requests, long nextCookie) {}

    @BeforeEach
    void record() throws Exception {
        Path shm = Path.of("/dev/shm");
        memory = Files.createTempDirectory(Files.isDirectory(shm) ? shm : temp, "coral-damage");
        segment = memory.resolve("segment-0000000000000002");
        try (TestNode node = new TestNode(temp)) {
            Path a = node.released("a", MemoryArchive.pattern(5000));
            Path b = node.archived("b", MemoryArchive.pattern(5000));
            node.catalogue().compact().await();
            story(node, a, b);
            whole = Files.readAllBytes(node.journal().resolve(segment.getFileName()));
        }
        ends = frameEnds(whole);
        for (int end : ends) {
            states.add(opened(Arrays.copyOf(whole, end)));
        }
        assertThat(new HashSet<>(states)).hasSizeGreaterThan(12);
    }

    private static void story(TestNode node, Path a, Path b) throws Exception {
        node.run(HsmAction.RESTORE, a);
        node.archive.objects.clear();
        node.release(b);
        node.run(HsmAction.RESTORE, b); // Fails, for a reason.
        node.release(a);
        Path c = node.write("c", new byte[5]);
        byte[] data = "for the mover".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        node.fs()
                .requests()
                .submit(
                        TestNode.ROOT,
                        new Order(HsmAction.ARCHIVE, List.of(node.fid(c)), new ArchiveId(1), Blob.of(data), false));
        node.submit(HsmAction.CANCEL, node.fid(c));
        node.run(HsmAction.ARCHIVE, c);
        node.run(HsmAction.REMOVE, c);
        node.submit(HsmAction.RESTORE, node.fid(a));
    }

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(memory)) {
            for (Path file : files.sorted((x, y) -> y.compareTo(x)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void cutAnywhere_leavesTheRecordsBefore_orIsRefused() throws Exception {
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] shorter = Arrays.copyOf(whole, cut);
            if (cut < ends.get(0)) {
                refused(shorter, "cut at " + cut);
            } else {
                assertThat(opened(shorter)).as("cut at %d", cut).isEqualTo(before(cut));
            }
        }
    }

    @Test
    void aFlippedBit_losesTheLastRecordAlone_orIsRefused() throws Exception {
        int last = ends.get(ends.size() - 2);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = flipped(whole, at, at % 8);
            if (at < last) {
                refused(flipped, "flipped at " + at);
            } else {
                assertThat(opened(flipped)).as("flipped at %d", at).isEqualTo(states.get(states.size() - 2));
            }
        }
    }

    @Test
    void flippedAndCut_isAStateOfThePast_orIsRefused() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                damaged = flipped(damaged, random.nextInt(damaged.length), random.nextInt(8));
            }
            Optional<State> read = tried(damaged);
            if (read.isPresent()) {
                assertThat(states).as("seed %d, round %d", SEED, i).contains(read.get());
            }
        }
    }

    @Test
    void anOlderSegment_doesNotCount_howeverItLooks() throws Exception {
        Path older = memory.resolve("segment-0000000000000001");
        for (int at = 0; at < whole.length; at += 397) {
            Files.write(older, flipped(whole, at, 3));

            assertThat(opened(whole)).isEqualTo(states.get(states.size() - 1));
            assertThat(older).doesNotExist();
        }
    }

    private State before(int cut) {
        int frames = (int) ends.stream().filter(end -> end <= cut).count();
        return states.get(frames - 1);
    }

    private void refused(byte[] damaged, String what) throws IOException {
        Files.write(segment, damaged);
        assertThatThrownBy(() -> opened(damaged))
                .as(what)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(segment.toString());
        assertThat(segment).as(what).hasBinaryContent(damaged);
    }

    private Optional<State> tried(byte[] damaged) throws IOException {
        try {
            return Optional.of(opened(damaged));
        } catch (JournalException e) {
            assertThat(e).hasMessageContaining(segment.toString());
            return Optional.empty();
        }
    }

    private State opened(byte[] content) throws IOException {
        Files.write(segment, content);
        try (Catalogue catalogue = Catalogue.open(memory, new TestNode.HandClock())) {
            return new State(
                    Set.copyOf(catalogue.entries(e -> true)),
                    catalogue.list(new Cookie(1), true, Integer.MAX_VALUE),
                    catalogue.nextCookie());
        }
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << bit);
        return flipped;
    }

    /** The numbers of docs/formats/journal.md. */
    private static List<Integer> frameEnds(byte[] journal) {
        ByteBuffer bytes = ByteBuffer.wrap(journal).order(ByteOrder.LITTLE_ENDIAN);
        int snapshot = HEADER_BYTES + (int) bytes.getLong(32);
        List<Integer> ends = new ArrayList<>(List.of(snapshot));
        for (int at = snapshot; at < journal.length; ) {
            at += 20 + bytes.getInt(at + 4);
            ends.add(at);
        }
        return ends;
    }
}
