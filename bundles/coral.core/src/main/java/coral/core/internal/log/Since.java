// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.internal.shell.Span;
import coral.core.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A point in the past as people give it: itself, or how long ago. */
final class Since {
    private Since() {}

    static Instant parse(String text, Clock clock) throws ProblemException {
        Optional<Duration> ago = Span.parse(text);
        if (ago.isPresent()) {
            return clock.instant().minus(ago.get());
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(LogProblems.badTime(text), e);
        }
    }
}
