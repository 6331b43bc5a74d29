// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import coral.lustre.internal.layout.LmvCodec;

/**
 * The extended attributes {@code trusted.lmv} (a directory's stripes) and {@code trusted.dmv} (the default for
 * directories made in it): struct lmv_mds_md_v1 and lmv_foreign_md of lustre_idl.h, lmv_user_md_v1 of lustre_user.h
 * (2.17), in little-endian order.
 */
public final class DirectoryLayoutAttribute {
    private DirectoryLayoutAttribute() {}

    /**
     * Reads a layout; its magic tells which of the kinds.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for bytes that are none, are cut or contradict themselves
     */
    public static DirectoryLayout decode(byte[] value) throws ProblemException {
        return Damaged.check("the layout of a directory", value, LmvCodec::read);
    }

    /**
     * Writes a layout; the MDTs of stripes are not part of the attribute.
     *
     * @throws IllegalArgumentException if not all stripes are here, or something does not fit
     */
    public static byte[] encode(DirectoryLayout layout) {
        return LmvCodec.write(layout);
    }
}
