// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.lustre.Fid;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import java.util.List;

/**
 * One action for many files: struct hsm_user_request. Immutable.
 *
 * @param action CANCEL ends the live request of each file
 * @param files 1 or more; a file named twice counts once
 * @param archiveId {@link ArchiveId#ANY} for the file's own or the file system's default
 * @param data bytes for the mover
 * @param dryRun only says what would become of each item
 */
public record Order(HsmAction action, List<Fid> files, ArchiveId archiveId, Blob data, boolean dryRun) {
    /** Checks that there is something to do and copies the list. */
    public Order {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("an order without files");
        }
    }
}
