// SPDX-License-Identifier: Apache-2.0
package coral.core.problem;

import coral.core.posix.Errno;
import java.util.regex.Pattern;

/**
 * One error as people see it: the same in shell, HTTP and log. Immutable.
 *
 * @param code stable, such as {@code CORAL-HSM-012}; never used again for something else
 * @param errno the error number that scripts get as exit code
 * @param message what is wrong: names the thing, its value and what is allowed
 * @param remedy what to do next; empty when there is nothing to add
 */
public record Problem(String code, Errno errno, String message, String remedy) {
    private static final Pattern CODE = Pattern.compile("CORAL-[A-Z]{2,10}-[0-9]{3}");

    /** Checks the code's form. */
    public Problem {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a problem code: '" + code + "'");
        }
    }

    /** A problem that needs no remedy. */
    public static Problem of(String code, Errno errno, String message) {
        return new Problem(code, errno, message, "");
    }

    /** This problem as an exception. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** One line: code, message and remedy. */
    public String text() {
        return code + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
