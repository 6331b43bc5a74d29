// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Extent;
import coral.core.task.CancelToken;
import coral.hsm.model.Blob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Properties of the content digest, over seeded random files in blocks of 16 KiB. */
class ContentDigestTest {
    private static final int BLOCK = 16 * 1024;
    private static final int ROUNDS = 200;

    private final CopyEngine engine = new CopyEngine("coral-test", 2, BLOCK);
    private final Random random = new Random(20261124);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void digest_ofRandomFiles_isWhatTheDescriptionSays() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();

            Content found = digest(FakeDataFile.of(content));

            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                assertThat(found.digest(algorithm)).contains(NaiveDigest.of(algorithm, content, BLOCK));
            }
        }
    }

    @Test
    void digest_ofExtentsHoweverSplit_isTheSame() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();
            Content whole = digest(FakeDataFile.of(content).reporting(List.of(new Extent(0, content.length))));

            assertThat(digest(FakeDataFile.of(content).reporting(split(content))))
                    .isEqualTo(whole);
        }
    }

    @Test
    void digest_afterAnyBitFlip_differs() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] content = content();
            Content before = digest(FakeDataFile.of(content));

            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));

            assertAllDiffer(before, digest(FakeDataFile.of(content)));
        }
    }

    @Test
    void digest_ofDataMovedByPages_differs() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] data = new byte[4096];
            random.nextBytes(data);
            long from = 4096L * random.nextInt(64);
            long to = 4096L * random.nextInt(64);
            Content before = digest(new FakeDataFile(65 * 4096).put(from, data));

            Content after = digest(new FakeDataFile(65 * 4096).put(to, data));

            if (from == to) {
                assertThat(after).isEqualTo(before);
            } else {
                assertAllDiffer(before, after);
            }
        }
    }

    @Test
    void digest_ofOtherSize_differs() throws Exception {
        byte[] content = content();
        Content before = digest(FakeDataFile.of(content));

        for (int more : new int[] {1, 4096, BLOCK, 1 << 20}) {
            assertAllDiffer(before, digest(FakeDataFile.of(Arrays.copyOf(content, content.length + more))));
        }
    }

    @Test
    void digest_ofBlocksSwapped_differs() throws Exception {
        byte[] content = new byte[2 * BLOCK];
        random.nextBytes(content);
        byte[] swapped = new byte[2 * BLOCK];
        System.arraycopy(content, 0, swapped, BLOCK, BLOCK);
        System.arraycopy(content, BLOCK, swapped, 0, BLOCK);

        assertAllDiffer(digest(FakeDataFile.of(content)), digest(FakeDataFile.of(swapped)));
    }

    @Test
    void tagged_readBack_isTheSame() throws Exception {
        for (Digest digest : digest(FakeDataFile.of(content())).digests()) {
            assertThat(Digest.parse(digest.tagged())).contains(digest);
        }
        assertThat(Digest.parse(Blob.EMPTY)).isEmpty();
        assertThat(Digest.parse(Blob.of(new byte[] {1, 2, 3, 4}))).isEmpty();
        assertThat(Digest.parse(Blob.of(new byte[20]))).isEmpty();
    }

    private Content digest(FakeDataFile file) throws Exception {
        FakeDataFile copy = new FakeDataFile(file.lengthBytes());
        CopyResult result = engine.copy(
                ContentSource.of(file),
                copy::write,
                Set.of(DigestAlgorithm.SHA256),
                new CopyControl(new CancelToken(), bytes -> {}));
        int length = Math.toIntExact(file.lengthBytes());
        assertThat(copy.content(length)).isEqualTo(file.content(length));
        return ((CopyResult.Copied) result).content();
    }

    private static void assertAllDiffer(Content one, Content other) {
        for (int i = 0; i < one.digests().size(); i++) {
            assertThat(other.digests().get(i)).isNotEqualTo(one.digests().get(i));
        }
    }

    /** Up to six blocks, in which every page is random, zero, or zero but for one byte. */
    private byte[] content() {
        byte[] content = new byte[1 + random.nextInt(6 * BLOCK)];
        for (int page = 0; page < content.length; page += 4096) {
            int end = Math.min(page + 4096, content.length);
            int kind = random.nextInt(3);
            if (kind == 0) {
                byte[] data = new byte[end - page];
                random.nextBytes(data);
                System.arraycopy(data, 0, content, page, data.length);
            } else if (kind == 1) {
                content[page + random.nextInt(end - page)] = 1;
            }
        }
        return content;
    }

    /** Extents of odd lengths that leave out some of the pages that are zero. */
    private List<Extent> split(byte[] content) {
        List<Extent> extents = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            int length = Math.min(1 + random.nextInt(10_000), content.length - at);
            boolean zero = true;
            for (int i = at; i < at + length; i++) {
                zero &= content[i] == 0;
            }
            if (!zero || random.nextBoolean()) {
                extents.add(new Extent(at, length));
            }
            at += length;
        }
        return extents;
    }
}
