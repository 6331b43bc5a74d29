// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
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
        @Nullable Problem offline) {
    /** Refuses what cannot be done while files are released or in work, or requests live. */
    void refuseUsed() throws ProblemException {
        LocalFileSystem open = fileSystem;
        if (open != null && open.unsettled() > 0) {
            throw inUse(open);
        }
        refuseLive();
    }

    /** Refuses what cannot be done while requests live. */
    void refuseLive() throws ProblemException {
        LocalFileSystem open = fileSystem;
        if (open != null && live(open) > 0) {
            throw inUse(open);
        }
    }

    private ProblemException inUse(LocalFileSystem open) {
        return RegistryProblems.inUse(registration.name(), open.unsettled(), live(open))
                .exception();
    }

    private static long live(LocalFileSystem open) {
        var counts = open.requests().counts();
        return counts.waiting() + counts.started();
    }
}
