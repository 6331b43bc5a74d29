// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.hsm.model.Blob;
import java.util.Arrays;
import java.util.Optional;

/**
 * The digest of a file's content: the root of its block tree, as docs/formats/content-digest.md defines it. Immutable.
 *
 * @param algorithm what it was made with
 * @param root as many bytes as the algorithm gives
 */
public record Digest(DigestAlgorithm algorithm, Blob root) {
    /** Checks the root's length. */
    public Digest {
        if (root.length() != algorithm.lengthBytes()) {
            throw new IllegalArgumentException("not a root of " + algorithm.word() + ": " + root);
        }
    }

    /** The algorithm's tag, one byte, and the root: what {@link coral.hsm.model.ObjectRef#hash} carries. */
    public Blob tagged() {
        byte[] bytes = new byte[1 + root.length()];
        bytes[0] = (byte) algorithm.tag();
        System.arraycopy(root.bytes(), 0, bytes, 1, root.length());
        return Blob.of(bytes);
    }

    /** Reads what {@link #tagged} gives; empty for anything else. */
    public static Optional<Digest> parse(Blob tagged) {
        byte[] bytes = tagged.bytes();
        if (bytes.length == 0) {
            return Optional.empty();
        }
        Blob root = Blob.of(Arrays.copyOfRange(bytes, 1, bytes.length));
        return DigestAlgorithm.of(bytes[0])
                .filter(algorithm -> algorithm.lengthBytes() == root.length())
                .map(algorithm -> new Digest(algorithm, root));
    }

    /** As people read it: {@code crc32c:1c291ca3}. */
    @Override
    public String toString() {
        return algorithm.word() + ":" + root;
    }
}
