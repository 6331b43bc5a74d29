// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import coral.lustre.internal.layout.LovReader;
import coral.lustre.internal.layout.LovWriter;

/**
 * The extended attributes {@code trusted.lov} and {@code lustre.lov} of files and directories: struct lov_user_md_v1,
 * _v3, lov_comp_md_v1 and lov_foreign_md of lustre_user.h (2.17), in little-endian order or swabbed.
 */
public final class LayoutAttribute {
    private LayoutAttribute() {}

    /**
     * Reads a layout.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for bytes that are none, are cut or contradict themselves
     */
    public static Layout decode(byte[] value) throws ProblemException {
        return Damaged.check("a layout", value, LovReader::read);
    }

    /**
     * Writes a layout in little-endian order. What {@link #decode} has read from such an attribute of Lustre comes out
     * byte by byte; of what text did not tell, zeros.
     *
     * @throws IllegalArgumentException if not all components are here, or something does not fit
     */
    public static byte[] encode(Layout layout) {
        return LovWriter.write(layout);
    }
}
