// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * What a file's content is known by. Immutable.
 *
 * @param sizeBytes length of the file
 * @param dataBytes bytes in pages that are not all zero: what a copy holds
 * @param digests one for each algorithm, CRC-32C among them, in the order of their tags
 */
public record Content(long sizeBytes, long dataBytes, List<Digest> digests) {
    /** Checks the bounds and copies the list. */
    public Content {
        if (sizeBytes < 0 || dataBytes < 0 || dataBytes > sizeBytes) {
            throw new IllegalArgumentException("not a content: size " + sizeBytes + ", data " + dataBytes);
        }
        digests = List.copyOf(digests);
        for (int i = 0; i < digests.size(); i++) {
            if (i > 0
                    && digests.get(i).algorithm().tag()
                            <= digests.get(i - 1).algorithm().tag()) {
                throw new IllegalArgumentException("digests not in order: " + digests);
            }
        }
        if (digests.isEmpty() || digests.get(0).algorithm() != DigestAlgorithm.CRC32C) {
            throw new IllegalArgumentException("content without CRC-32C: " + digests);
        }
    }

    /** The digest of one algorithm; empty when none was made. */
    public Optional<Digest> digest(DigestAlgorithm algorithm) {
        return digests.stream().filter(d -> d.algorithm() == algorithm).findFirst();
    }
}
