// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.internal.node.NodeState;
import coral.core.shell.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs commands, the same way for the socket and for Gogo. Safe for use by many threads. */
@Component(service = CommandRunner.class)
public final class CommandRunner {
    /** Exit code of a command that nobody registered. */
    public static final int NO_SUCH_COMMAND = 127;
    /** Exit code while the node starts. */
    public static final int NOT_READY = 75;
    /** Exit code of a command that was cancelled. */
    public static final int CANCELLED = 130;

    private final CommandTree tree;
    private final BooleanSupplier ready;
    private final CommandCounts counts = new CommandCounts();

    /** Made by the component runtime. */
    @Activate
    public CommandRunner(@Reference CommandTree tree, @Reference NodeState node) {
        this(tree, node::isReady);
    }

    CommandRunner(CommandTree tree, BooleanSupplier ready) {
        this.tree = tree;
        this.ready = ready;
    }

    /**
     * Runs the command that {@code words} name and returns its exit code, after both outputs were flushed. Never
     * throws for what the command does.
     *
     * @param words the command's name and its arguments, as typed
     */
    public int run(List<String> words, Invocation invocation) {
        long start = System.nanoTime();
        Ran ran = execute(words, invocation);
        invocation.out().flush();
        invocation.err().flush();
        int exit = ran.exit() != 0 && invocation.cancel().isCancelled() ? CANCELLED : ran.exit();
        counts.ran(ran.name(), exit);
        Audit.ended(invocation.caller(), words, exit, Duration.ofNanos(System.nanoTime() - start));
        return exit;
    }

    /** What was called so far. */
    public CommandCounts counts() {
        return counts;
    }

    /** How a call ended, and the name it is counted by. */
    private record Ran(String name, int exit) {}

    private Ran execute(List<String> words, Invocation invocation) {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            invocation.err().println("coral: no command was given; see 'coral help'");
            return new Ran(CommandCounts.UNKNOWN, CommandLine.ExitCode.USAGE);
        }
        Failures failures = new Failures(invocation, words.get(0), ready);
        try {
            Optional<CommandLine> line = tree.build(words.get(0), invocation);
            if (line.isEmpty()) {
                return new Ran(
                        CommandCounts.UNKNOWN,
                        failures.noSuchCommand(words.get(0), near(words.get(0)), "'coral help'"));
            }
            failures.handle(line.get());
            int exit = line.get().execute(words.subList(1, words.size()).toArray(String[]::new));
            return new Ran(CommandCounts.name(line.get()), exit);
        } catch (Throwable e) { // Also errors: a broken command must not end the thread that serves its caller.
            return new Ran(
                    tree.names().contains(words.get(0)) ? words.get(0) : CommandCounts.UNKNOWN, failures.unexpected(e));
        }
    }

    private List<String> near(String name) {
        CommandLine names = new CommandLine(CommandSpec.create().name("coral"));
        tree.names().forEach(known -> names.addSubcommand(known, CommandSpec.create()));
        return new UnmatchedArgumentException(names, List.of(name)).getSuggestions();
    }
}
