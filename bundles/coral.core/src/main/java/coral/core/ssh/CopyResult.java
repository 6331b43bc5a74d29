// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** What came of a copy to or from one host. Immutable. */
public sealed interface CopyResult {
    /** The host. */
    Host host();

    /** From its turn to its end. */
    Duration took();

    /** What is wrong, if anything is. */
    default Optional<Problem> problem() {
        return Optional.empty();
    }

    /**
     * The copy is whole, compared and durable, under its name.
     *
     * @param path where it lies
     * @param bytes data of its files
     */
    record Copied(Host host, String path, long bytes, Duration took) implements CopyResult {}

    /** There is no copy under its name; what was there before is as it was. */
    record Failed(Host host, Problem why, Duration took) implements CopyResult {
        @Override
        public Optional<Problem> problem() {
            return Optional.of(why);
        }
    }
}
