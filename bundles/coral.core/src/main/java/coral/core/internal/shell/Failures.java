// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Invocation;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong in one command into a message and an exit code. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int USAGE_LIKE_LFS = 64;

    private final Invocation invocation;
    private final String name;
    private final BooleanSupplier ready;
    private boolean errnoCodes;

    /** @param ready whether the node has all its commands */
    Failures(Invocation invocation, String name, BooleanSupplier ready) {
        this.invocation = invocation;
        this.name = name;
        this.ready = ready;
    }

    /** Sets this as what {@code line} asks when something goes wrong. */
    void handle(CommandLine line) {
        Object command = line.getCommandSpec().userObject();
        errnoCodes = command != null && command.getClass().isAnnotationPresent(ErrnoExitCodes.class);
        line.setParameterExceptionHandler((wrong, args) -> wrongUsage(wrong));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure));
    }

    private int wrongUsage(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched && isUnknownCommand(unmatched)) {
            return unknownCommand(unmatched);
        }
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

    /** A word under a command that only has others under it: like a first word that nobody registered. */
    private static boolean isUnknownCommand(UnmatchedArgumentException wrong) {
        CommandSpec group = wrong.getCommandLine().getCommandSpec();
        return !group.subcommands().isEmpty()
                && group.positionalParameters().isEmpty()
                && !wrong.getUnmatched().get(0).startsWith("-");
    }

    private int unknownCommand(UnmatchedArgumentException wrong) {
        String group = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String word = wrong.getUnmatched().get(0);
        int exit = noSuchCommand(
                group + " " + word,
                new UnmatchedArgumentException(wrong.getCommandLine(), List.of(word)).getSuggestions(),
                "'" + group + " --help'");
        return exit == CommandRunner.NO_SUCH_COMMAND && errnoCodes ? USAGE_LIKE_LFS : exit;
    }

    /**
     * Says that nobody registered a command, or may not have yet.
     *
     * @param near what may have been meant
     * @param help the command that tells which there are
     */
    int noSuchCommand(String asked, List<String> near, String help) {
        String shown = Names.printable(asked);
        if (!ready.getAsBoolean()) {
            invocation.err().println("coral: the node is starting and does not know '" + shown + "' yet; try again");
            return CommandRunner.NOT_READY;
        }
        invocation.err().println("coral: no such command: " + shown);
        if (!near.isEmpty()) {
            invocation.err().println("Did you mean: " + String.join(", ", near) + "?");
        }
        invocation.err().println("See " + help + " for the commands that are there.");
        return CommandRunner.NO_SUCH_COMMAND;
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
