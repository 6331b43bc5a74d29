// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes copies. */
@ConsumerType
public interface Archiver {
    /**
     * Copies {@code source} to a new object and blocks until the copy, its size and its digest are durable. Every
     * call makes an object of its own and never touches another: a call for the same request may have been given up and
     * still run. An interrupt, a cancel or a failure leaves no visible object; what a crash leaves half written is swept
     * by the mover, and a whole object that nobody got to know is garbage that harms nothing.
     *
     * @return {@link Outcome.Done} with the object, {@link Outcome.Failed} or {@link Outcome.Canceled}
     * @throws InterruptedException when interrupted
     */
    Outcome archive(MoverAction action, DataFile source) throws InterruptedException;
}
