// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.apache.felix.hc.api.Result;

/**
 * All checks as JSON shows them. Immutable.
 *
 * @param status the worst of all
 */
public record HealthReport(String status, List<Line> checks) {
    /** One check as JSON shows it. */
    public record Line(String name, List<String> tags, String status, List<String> messages) {
        static Line of(Checked checked) {
            return new Line(checked.name(), checked.tags(), word(checked.status()), checked.messages());
        }
    }

    /** What was found. */
    public static HealthReport of(List<Checked> found) {
        return new HealthReport(
                word(Checked.worst(found)), found.stream().map(Line::of).toList());
    }

    /**
     * Runs the checks.
     *
     * @param tag that checks must have to be run; empty for all
     * @throws ProblemException ENOENT when none has it
     */
    public static List<Checked> checked(HealthChecks checks, String tag) throws ProblemException, InterruptedException {
        List<Checked> found = checks.run(tag);
        if (found.isEmpty()) {
            throw new Problem(
                            "CORAL-CORE-037",
                            Errno.ENOENT,
                            "no health check has the tag '" + Names.printable(tag) + "'",
                            "there are " + String.join(", ", checks.tags()))
                    .exception();
        }
        return found;
    }

    /** The word that people and JSON have for a status. */
    public static String word(Result.Status status) {
        return switch (status) {
            case TEMPORARILY_UNAVAILABLE -> "unavailable";
            case HEALTH_CHECK_ERROR -> "error";
            default -> status.name().toLowerCase(Locale.ROOT);
        };
    }
}
