// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.core.problem.Problem;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells whether an archive can be used. */
@ConsumerType
public interface HealthProbe {
    /**
     * Looks at the archive now. Blocks a few seconds at most.
     *
     * @return why the archive is offline; empty when it can be used. While offline the agent takes no work for it
     */
    Optional<Problem> offline();
}
