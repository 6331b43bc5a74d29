// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.hsm.model.ArchiveId;
import java.util.Map;

/**
 * An archive: an id with its configuration. Immutable.
 *
 * @param id 1 or more
 * @param type the mover type's name
 * @param uuid made once, when the archive was added; what the place is marked with
 * @param threads how many large files may be moved at once, 1 to 256; of small ones an agent may move more, but for 1
 * @param options values by {@link MoverOption#key}; only keys that the type knows, all mandatory ones among them
 */
public record ArchiveConfig(ArchiveId id, String type, String uuid, int threads, Map<String, String> options) {
    /** Checks id and threads and copies the options. */
    public ArchiveConfig {
        if (id.equals(ArchiveId.ANY)) {
            throw new IllegalArgumentException("archive id 0 names no archive");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads of archive " + id + " not 1 to 256: " + threads);
        }
        options = Map.copyOf(options);
    }
}
