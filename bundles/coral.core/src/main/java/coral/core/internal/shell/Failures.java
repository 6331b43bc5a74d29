// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Invocation;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong in one command into a message and an exit code. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int USAGE_LIKE_LFS = 64;

    private final Invocation invocation;
    private final String name;
    private boolean errnoCodes;

    Failures(Invocation invocation, String name) {
        this.invocation = invocation;
        this.name = name;
    }

    /** Sets this as what {@code line} asks when something goes wrong. */
    void handle(CommandLine line) {
        Object command = line.getCommandSpec().userObject();
        errnoCodes = command != null && command.getClass().isAnnotationPresent(ErrnoExitCodes.class);
        line.setParameterExceptionHandler((wrong, args) -> wrongUsage(wrong));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure));
    }

    private int wrongUsage(ParameterException wrong) {
        PrintWriter err = invocation.err();
        if (wrong.getCause() instanceof ProblemException problem) {
            err.println(problem.problem().text());
        } else {
            String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
            err.println(command + ": " + wrong.getMessage());
            UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("See '" + command + " --help'.");
        }
        return errnoCodes ? USAGE_LIKE_LFS : CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception failure) {
        if (invocation.cancel().isCancelled()) {
            LOG.debug("{} was cancelled", name, failure);
            return CommandRunner.CANCELLED;
        }
        if (failure instanceof ProblemException known) {
            return shown(known.problem());
        }
        if (failure instanceof ErrnoException call) {
            return shown(Problem.of("CORAL-CORE-002", call.errno(), String.valueOf(call.getMessage())));
        }
        return unexpected(failure);
    }

    private int shown(Problem problem) {
        invocation.err().println(problem.text());
        return errnoCodes ? problem.errno().number() : CommandLine.ExitCode.SOFTWARE;
    }

    /** Says where to look; the stack trace goes to the log only. */
    int unexpected(Throwable failure) {
        LOG.error("CORAL-CORE-001: {} failed unexpectedly", name, failure);
        return shown(new Problem(
                "CORAL-CORE-001",
                Errno.EIO,
                name + " failed unexpectedly (" + failure.getClass().getSimpleName() + ")",
                "see log/coral.log"));
    }
}
