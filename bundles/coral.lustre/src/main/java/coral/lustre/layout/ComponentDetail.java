// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/**
 * What is rarely asked of a component.
 *
 * @param generation lcme_layout_gen; 0 where text does not tell it
 * @param timeSeconds since the epoch, 48 bits: when the mirror was split off its updates (nosync); else 0
 * @param linkId lcme_mirror_link_id, 16 bits: ties data to its code (erasure coding); else 0
 * @param dataStripes of erasure coding; else 0
 * @param codeStripes of erasure coding; else 0
 * @param compressionType ll_compr_type; text does not tell it
 * @param compressionLevel 0 to 15; text does not tell it
 * @param chunkBits chunks have 2^(16+n) bytes, 0 to 15; text does not tell it
 */
public record ComponentDetail(
        int generation,
        long timeSeconds,
        int linkId,
        int dataStripes,
        int codeStripes,
        int compressionType,
        int compressionLevel,
        int chunkBits) {
    /** Nothing of that. */
    public static final ComponentDetail NONE = new ComponentDetail(0, 0, 0, 0, 0, 0, 0, 0);

    /** Checks what has to fit into the bits that there are. */
    public ComponentDetail {
        if (timeSeconds >>> 48 != 0
                || linkId >>> 16 != 0
                || (dataStripes | codeStripes | compressionType) >>> 8 != 0
                || (compressionLevel | chunkBits) >>> 4 != 0) {
            throw new IllegalArgumentException("does not fit into a component");
        }
    }
}
