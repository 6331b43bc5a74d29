// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import org.osgi.annotation.versioning.ConsumerType;

/** Brings copies back. */
@ConsumerType
public interface Restorer {
    /**
     * Writes the object's data to {@code target}, whose bytes read as zeros before, checks size and digest against what
     * was recorded when it was archived, and syncs the target. After any other outcome than {@link Outcome.Done} the
     * target's bytes are unknown and the source throws them away. May be repeated.
     *
     * @return Failed with EIO for a copy that is damaged, ENOENT for one that is not there
     * @throws InterruptedException when interrupted
     */
    Outcome restore(MoverAction action, DataFile target) throws InterruptedException;
}
