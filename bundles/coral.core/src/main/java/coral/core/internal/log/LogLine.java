// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of an event in log/coral.log. Immutable.
 *
 * @param level one of {@link #LEVELS}
 * @param logger its name, which the log may have shortened from the left: {@code c.c.i.shell.Failures}
 */
record LogLine(String level, String logger) {
    /** The least important first. */
    static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (TRACE|DEBUG|INFO|WARN|ERROR) +(\\S+) \\[.*");

    /** Empty for a line that goes on with the event before, such as one of a stack trace. */
    static Optional<LogLine> of(String line) {
        Matcher matcher = FORM.matcher(line);
        return matcher.matches() ? Optional.of(new LogLine(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    boolean isAtLeast(String least) {
        return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
    }

    /** Whether the logger is {@code prefix} or beneath it, as far as a shortened name tells. */
    boolean isBeneath(String prefix) {
        String[] wanted = prefix.split("\\.");
        String[] have = logger.split("\\.");
        if (have.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!have[i].equals(wanted[i]) && !(have[i].length() == 1 && wanted[i].startsWith(have[i]))) {
                return false;
            }
        }
        return true;
    }
}
