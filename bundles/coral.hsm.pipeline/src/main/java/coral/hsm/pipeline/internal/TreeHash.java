// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.hsm.model.Blob;
import coral.hsm.pipeline.Digest;
import coral.hsm.pipeline.DigestAlgorithm;
import java.nio.ByteBuffer;

/**
 * The root over the leaves of a file: a byte 1, then size (u64), block size (u32) and page size (u32), then for each
 * block that has a leaf, in order, its index (u64) and its leaf. For one thread.
 */
final class TreeHash {
    private static final byte ROOT = 1;

    private final DigestAlgorithm algorithm;
    private final Hasher hasher;
    private final ByteBuffer index = ByteBuffer.allocate(Long.BYTES);

    TreeHash(DigestAlgorithm algorithm, long sizeBytes, int blockBytes) {
        this.algorithm = algorithm;
        this.hasher = Hasher.of(algorithm);
        ByteBuffer head = ByteBuffer.allocate(17).put(ROOT);
        head.putLong(sizeBytes).putInt(blockBytes).putInt(BlockData.PAGE_BYTES);
        hasher.update(head.flip());
    }

    DigestAlgorithm algorithm() {
        return algorithm;
    }

    void add(long block, byte[] leaf) {
        index.clear();
        hasher.update(index.putLong(block).flip());
        hasher.update(ByteBuffer.wrap(leaf));
    }

    Digest finish() {
        return new Digest(algorithm, Blob.of(hasher.finish()));
    }
}
