// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.core.posix.Errno;
import coral.hsm.model.ObjectRef;
import java.util.Optional;

/** How an action ended. */
public sealed interface Outcome {
    /**
     * It is done, and durable.
     *
     * @param bytes bytes moved; holes do not count
     * @param object the copy that was made; empty for restores and removes
     */
    record Done(long bytes, Optional<ObjectRef> object) implements Outcome {}

    /**
     * It is not done, and nothing visible is left behind.
     *
     * @param error the error number; its retry class tells whether to try again
     * @param message what failed, with names, for people
     */
    record Failed(Errno error, String message) implements Outcome {}

    /** It was stopped by its cancel token, and nothing visible is left behind. */
    record Canceled() implements Outcome {}
}
