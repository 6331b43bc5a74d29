// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command that administrators type, registered as a service.
 *
 * <p>The service property {@link #NAME} gives its first word; {@link #PARENT}, if set, hangs it under that command as
 * a subcommand. coral.core makes every such service a Gogo function, a command of the socket, and an entry of help
 * and completion, for as long as the service is there.
 *
 * <p>Implementations are safe for use by many threads: {@link #create} is called for every invocation.
 */
@ConsumerType
public interface Command {
    /** Service property, String: the word by which the command is called. */
    String NAME = "coral.command";

    /** Service property, String: name of the command under which this one hangs; absent for a command of its own. */
    String PARENT = "coral.command.parent";

    /**
     * Makes a fresh object with picocli's {@code @Command} annotation, or a picocli {@code CommandSpec}, that
     * implements {@code Callable<Integer>} or has subcommands which do. Used once and thrown away; must not block.
     *
     * <p>Values that are known only at run time are completed by {@link Words}.
     *
     * <p>What it runs writes results to {@link Invocation#out}, all else to {@link Invocation#err}, returns the exit
     * code, and may throw {@link coral.core.problem.ProblemException}, which is shown as its text and exits with 1 (or
     * with its errno for a command annotated {@link ErrnoExitCodes}).
     */
    Object create(Invocation invocation);
}
