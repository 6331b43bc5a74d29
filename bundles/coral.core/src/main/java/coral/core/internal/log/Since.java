// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in the past as people give it: itself, or how long ago. */
final class Since {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Since() {}

    static Instant parse(String text, Clock clock) throws ProblemException {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            Duration unit = UNITS.getOrDefault(span.group(2), Duration.ZERO);
            return clock.instant().minus(unit.multipliedBy(Long.parseLong(span.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(LogProblems.badTime(text), e);
        }
    }
}
