// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.problem.Problem;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A registered file system as it is now. Immutable.
 *
 * @param registration what it is registered as
 * @param fileSystem null while it is offline
 * @param offline why it is offline, null while it is not
 */
public record OpenFileSystem(
        Registration registration,
        @Nullable LocalFileSystem fileSystem,
        @Nullable Problem offline) {}
