// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/**
 * One component of a composite layout, as struct lov_comp_md_entry_v1 of lustre_user.h.
 *
 * @param id lcme_id: the mirror in bits 16 to 30, a number in the lower ones; 0 in a directory's layout
 * @param extent the bytes of the file that it is for
 */
public record Component(int id, ComponentFlags flags, FileExtent extent, ComponentDetail detail, Placement placement) {
    /** The mirror that it belongs to; 0 in a file without mirrors. */
    public int mirrorId() {
        return id >>> 16 & 0x7fff;
    }
}
