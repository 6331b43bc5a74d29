// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import java.util.Optional;

/**
 * What only the attribute and {@code lfs getstripe -v} tell of a striping: the head of struct lov_user_md_v1 and _v3.
 *
 * @param magic LOV_USER_MAGIC_*; 0 for untold
 * @param objectId lmm_oi.oi_id, 64 bits
 * @param sequence lmm_oi.oi_seq, 64 bits
 */
public record LovHeader(int magic, long objectId, long sequence) {
    /** LOV_USER_MAGIC_V1. */
    public static final int V1 = 0x0BD10BD0;
    /** LOV_USER_MAGIC_V3: with the name of a pool. */
    public static final int V3 = 0x0BD30BD0;
    /** LOV_USER_MAGIC_SPECIFIC: as V3, with a list of OSTs that are to be used. */
    public static final int SPECIFIC = 0x0BD50BD0;
    /** Nothing told. */
    public static final LovHeader UNTOLD = new LovHeader(0, 0, 0);

    /** The file that the layout was made for; empty if it does not say. */
    public Optional<Fid> owner() {
        if (sequence == 0 && objectId == 0) {
            return Optional.empty();
        }
        // Lustre 1.x kept inode number and sequence 0: lfs prints that as an IGIF, and so do we.
        return Optional.of(
                sequence == 0
                        ? new Fid(objectId, 0, (int) (objectId >>> 32))
                        : new Fid(sequence, (int) objectId, (int) (objectId >>> 32)));
    }
}
