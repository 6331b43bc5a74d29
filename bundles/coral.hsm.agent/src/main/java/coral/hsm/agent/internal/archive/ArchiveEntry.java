// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.hsm.mover.ArchiveConfig;

/**
 * An archive as recorded. Immutable.
 *
 * @param config its configuration
 * @param prepared whether its place was marked; one that was not, because adding it was cut short, is never served
 */
public record ArchiveEntry(ArchiveConfig config, boolean prepared) {
    ArchiveEntry withConfig(ArchiveConfig other) {
        return new ArchiveEntry(other, prepared);
    }
}
