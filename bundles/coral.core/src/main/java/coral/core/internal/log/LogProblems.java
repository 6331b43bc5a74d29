// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;

/** Refusals of the log's commands, each with its code. */
final class LogProblems {
    private LogProblems() {}

    static Problem badNumber(String option, int value, int most) {
        return Problem.of("CORAL-CORE-060", Errno.EINVAL, option + " is " + value + ", allowed are 0 to " + most);
    }

    static Problem badLogger(String name) {
        return new Problem(
                "CORAL-CORE-061",
                Errno.EINVAL,
                "'" + Names.printable(name) + "' is no logger: up to 200 of a-z A-Z 0-9 . _ $ -, or ROOT",
                "'coral log level' shows those that are set");
    }

    static Problem badConfiguration(String file, String why) {
        return new Problem(
                "CORAL-CORE-062",
                Errno.EINVAL,
                "the log's configuration " + file + " cannot be read: " + why,
                "nothing was changed; mend it");
    }

    static Problem notTaken(String logger, Level level) {
        return new Problem(
                "CORAL-CORE-063",
                Errno.EIO,
                "the log has not taken level " + level + " of " + logger,
                "see log/console.log");
    }

    static Problem badTime(String value) {
        return Problem.of(
                "CORAL-CORE-064",
                Errno.EINVAL,
                "--since is '" + Names.printable(value)
                        + "'; allowed are a time such as 2026-11-24T09:30:00Z and a span such as 90s, 15m, 2h, 7d");
    }
}
