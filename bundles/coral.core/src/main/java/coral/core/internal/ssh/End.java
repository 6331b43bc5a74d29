// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

/** How a program ended. */
sealed interface End {
    /** By itself. */
    record Exit(int code) implements End {}

    /** By a signal, named without {@code SIG}. */
    record Signal(String name) implements End {}

    /** We ended it; {@code confirmed} if its end was seen. */
    record Stopped(StopReason reason, boolean confirmed) implements End {}

    /** The connection broke. */
    record Broken() implements End {}

    /** Whether it did all that it was to do. */
    default boolean isOk() {
        return this instanceof Exit exit && exit.code() == 0;
    }
}
