// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.shell.Span;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.RunLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that limit a run; what is not given is as configured. */
final class LimitOptions {
    @Option(
            names = {"-f", "--fan-out"},
            paramLabel = "N",
            description = "Hosts at once, 1 to 1024.")
    private @Nullable Integer fanOut;

    @Option(names = "--timeout", paramLabel = "SPAN", description = "Time for each host: 30s, 10m, 2h.")
    private @Nullable String timeout;

    @Option(names = "--connect-timeout", paramLabel = "SPAN", description = "Time to reach a host.")
    private @Nullable String connect;

    @Option(names = "--overall-timeout", paramLabel = "SPAN", description = "Time for all hosts.")
    private @Nullable String overall;

    RunLimits over(RunLimits configured) throws ProblemException {
        RunLimits limits = configured;
        try {
            limits = fanOut == null ? limits : limits.withFanOut(fanOut);
            limits = timeout == null ? limits : limits.withPerHost(span("--timeout", timeout));
            limits = connect == null ? limits : limits.withConnect(span("--connect-timeout", connect));
            return overall == null ? limits : limits.withOverall(span("--overall-timeout", overall));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static Duration span(String option, String text) throws ProblemException {
        return Span.parse(text)
                .orElseThrow(() -> bad(option + " '" + Names.printable(text)
                        + "' is not allowed; it takes a number and s, m, h or d"));
    }

    private static ProblemException bad(String message) {
        return Problem.of("CORAL-SSH-025", Errno.EINVAL, message).exception();
    }
}
