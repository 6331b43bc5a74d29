// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import java.util.Optional;
import java.util.stream.Stream;

/** A hash that content digests are made with. Immutable. */
public enum DigestAlgorithm {
    /** CRC-32C (Castagnoli): finds damage, not forgery. Costs next to nothing and is always recorded. */
    CRC32C(1, "crc32c", 4),
    /** SHA-256. */
    SHA256(2, "sha256", 32);

    private final int tag;
    private final String word;
    private final int lengthBytes;

    DigestAlgorithm(int tag, String word, int lengthBytes) {
        this.tag = tag;
        this.word = word;
        this.lengthBytes = lengthBytes;
    }

    /** The number that stands for it in every format. */
    public int tag() {
        return tag;
    }

    /** The name people type, such as {@code sha256}. */
    public String word() {
        return word;
    }

    /** Length of its values. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** The algorithm of a tag; empty for an unknown one. */
    public static Optional<DigestAlgorithm> of(int tag) {
        return Stream.of(values()).filter(a -> a.tag == tag).findFirst();
    }

    /** The algorithm of a name as typed; empty for an unknown one. */
    public static Optional<DigestAlgorithm> named(String word) {
        return Stream.of(values()).filter(a -> a.word.equals(word)).findFirst();
    }
}
