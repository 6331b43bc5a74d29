// SPDX-License-Identifier: Apache-2.0
package coral.hsm.source;

import coral.core.lustre.Fid;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.ObjectRef;
import java.util.Optional;

/**
 * Work for an agent: struct hsm_action_item with what the source knows of the copy. Immutable.
 *
 * @param fileSystem the source's name
 * @param cookie the request's number, unique within the source
 * @param fid the file
 * @param action ARCHIVE, RESTORE or REMOVE
 * @param archiveId which archive
 * @param object the copy: what to restore or remove; for an archive, the former copy that the new one supersedes
 * @param data bytes for the mover
 * @param sizeBytes length of the file when the item was made, so that an agent can tell small files from large ones;
 *     {@link #UNKNOWN} when the source does not know. A hint: the file may have changed since
 */
public record ActionItem(
        String fileSystem,
        Cookie cookie,
        Fid fid,
        HsmAction action,
        ArchiveId archiveId,
        Optional<ObjectRef> object,
        Blob data,
        long sizeBytes) {
    /** Size of a file that the source does not know. */
    public static final long UNKNOWN = -1;
}
