// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one path. Immutable.
 *
 * @param line for JSON; with the problem, if there is one
 * @param text for people; empty when there is nothing to tell
 * @param wrong why nothing was done; null when all went well
 */
public record FileResult(
        FileLine line, String text, @Nullable Problem wrong) {
    /** Takes results as they come. */
    @FunctionalInterface
    public interface Sink {
        /** One path is done. */
        void result(FileResult result);
    }

    /** It went well. */
    public static FileResult good(FileLine line, String text) {
        return new FileResult(line, text, null);
    }

    /** It did not. */
    public static FileResult bad(FileLine line, Problem wrong) {
        return new FileResult(line.with(wrong), "", wrong);
    }

    /** The problem; empty when all went well. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(wrong);
    }
}
