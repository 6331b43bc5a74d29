// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.hsm.model.ArchiveId;
import java.util.Map;

/**
 * What somebody wants an archive to be. Immutable.
 *
 * @param id 1 or more
 * @param type name of the mover type
 * @param threads workers
 * @param options as given, not checked yet
 * @param adopt whether the place is one that was an archive before and is to be that again
 */
public record ArchiveDraft(ArchiveId id, String type, int threads, Map<String, String> options, boolean adopt) {
    /** Copies the options. */
    public ArchiveDraft {
        options = Map.copyOf(options);
    }
}
