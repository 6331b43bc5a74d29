// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import org.osgi.annotation.versioning.ConsumerType;

/** Removes copies. */
@ConsumerType
public interface Remover {
    /**
     * Removes the object; one that is not there is no error. Durable when it returns. May be repeated.
     *
     * @throws InterruptedException when interrupted
     */
    Outcome remove(MoverAction action) throws InterruptedException;
}
