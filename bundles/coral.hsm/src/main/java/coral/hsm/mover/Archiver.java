// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes copies. */
@ConsumerType
public interface Archiver {
    /**
     * Copies {@code source} to a new object and blocks until the copy, its size and its digest are durable. A second
     * call for the same file system, FID and cookie replaces what the first made. An interrupt, a cancel or a failure
     * leaves no visible object; what a crash leaves is swept by the mover.
     *
     * @return {@link Outcome.Done} with the object, {@link Outcome.Failed} or {@link Outcome.Canceled}
     * @throws InterruptedException when interrupted
     */
    Outcome archive(MoverAction action, DataFile source) throws InterruptedException;
}
