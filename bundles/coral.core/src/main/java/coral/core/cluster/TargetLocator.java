// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.FsName;
import coral.core.lustre.TargetName;
import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows on which host a target runs. A service: of several the one with the highest {@code service.ranking} is asked.
 * coral.core registers one of ranking -1000 that knows the configuration alone. Nothing is changed by asking, and a
 * call may be repeated. Implementations are safe for use by many threads and may be called from any but the framework's
 * own.
 */
@ConsumerType
public interface TargetLocator {
    /**
     * Where a target is now, or may be. May ask hosts and block for as long as the implementation's own bound, which is
     * at most 30 s. The answer is as old as the implementation says; the target may move the moment it is given.
     *
     * @return empty if the cluster has no such target; a target that runs nowhere has its configured hosts, with
     *     {@link TargetPlace.Certainty#CONFIGURED}
     * @throws IOException if hosts were to be asked and too few answered; the caller may fall back on the
     *     configuration
     * @throws InterruptedException if the thread was interrupted; nothing is left behind
     */
    Optional<TargetPlace> locate(TargetName target) throws IOException, InterruptedException;

    /**
     * Where the MGS of a file system is now, or may be: the place of its own target, or of the MDT it is together with.
     *
     * @return empty if the cluster has no such file system
     * @throws IOException as {@link #locate}
     * @throws InterruptedException as {@link #locate}
     */
    Optional<TargetPlace> locateMgs(FsName fileSystem) throws IOException, InterruptedException;
}
