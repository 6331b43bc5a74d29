// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.shell.Invocation.Terminal;
import java.util.function.Consumer;

/** A standard input that is a terminal and can hand over every key as it is pressed. Safe for use by many threads. */
public interface RawTerminal {
    /** Whether the input is a terminal at all. */
    boolean isTerminal();

    /** Asks for every key as it is pressed, without echo, or for whole lines again. */
    void raw(boolean on);

    /** Calls {@code listener} with each new size, on a thread that it must not hold. */
    void onResize(Consumer<Terminal> listener);
}
