// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** What came of a command on one host. Immutable. */
public sealed interface HostResult {
    /** The host. */
    Host host();

    /** From its turn to its end. */
    Duration took();

    /** What the command wrote to standard output until then. */
    Output stdout();

    /** What the command wrote to standard error until then. */
    Output stderr();

    /** Whether the command ended with 0. */
    default boolean isOk() {
        return false;
    }

    /** What is wrong, where it is not the command itself that says so. */
    default Optional<Problem> problem() {
        return Optional.empty();
    }

    /** The command ended by itself. */
    record Exited(Host host, int exit, Output stdout, Output stderr, Duration took) implements HostResult {
        @Override
        public boolean isOk() {
            return exit == 0;
        }
    }

    /**
     * The command was ended by a signal that was not ours.
     *
     * @param signal its name without {@code SIG}
     */
    record Signalled(Host host, String signal, Output stdout, Output stderr, Duration took) implements HostResult {}

    /**
     * We ended the command: it was late, unwanted or wrote without end.
     *
     * @param confirmed whether the host said that it ended; else its connection was closed
     */
    record Stopped(Host host, Problem why, boolean confirmed, Output stdout, Output stderr, Duration took)
            implements HostResult {
        @Override
        public Optional<Problem> problem() {
            return Optional.of(why);
        }
    }

    /** The connection broke while the command ran: nobody knows what became of it. */
    record Lost(Host host, Problem why, Output stdout, Output stderr, Duration took) implements HostResult {
        @Override
        public Optional<Problem> problem() {
            return Optional.of(why);
        }
    }

    /** The command was not begun. */
    record Unreached(Host host, Problem why, Duration took) implements HostResult {
        @Override
        public Output stdout() {
            return Output.NONE;
        }

        @Override
        public Output stderr() {
            return Output.NONE;
        }

        @Override
        public Optional<Problem> problem() {
            return Optional.of(why);
        }
    }
}
