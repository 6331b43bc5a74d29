// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people type it: a number of at most six digits, and s, m, h or d. */
public final class Span {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Span() {}

    /** Empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher span = FORM.matcher(text);
        return span.matches()
                ? Optional.of(
                        UNITS.getOrDefault(span.group(2), Duration.ZERO).multipliedBy(Long.parseLong(span.group(1))))
                : Optional.empty();
    }
}
