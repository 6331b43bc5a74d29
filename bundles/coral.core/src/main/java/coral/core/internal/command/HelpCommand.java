// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.shell.CommandTree;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code coral help}: all commands, or how one is used. */
@Component(property = {Command.NAME + "=help", Command.PARENT + "=coral"})
public final class HelpCommand implements Command {
    private final CommandTree tree;

    /** Made by the component runtime. */
    @Activate
    public HelpCommand(@Reference CommandTree tree) {
        this.tree = tree;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Help(tree, invocation);
    }

    @picocli.CommandLine.Command(name = "help", description = "Shows all commands, or how one is used.")
    private static final class Help implements Callable<Integer> {
        private final CommandTree tree;
        private final Invocation invocation;

        @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A command and those under it.")
        private List<String> words = new ArrayList<>();

        Help(CommandTree tree, Invocation invocation) {
            this.tree = tree;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException {
            if (words.isEmpty()) {
                overview();
            } else {
                find().usage(invocation.out());
            }
            return 0;
        }

        private void overview() {
            invocation.out().println("Commands of this node:");
            for (String name : tree.names()) {
                tree.build(name, invocation)
                        .map(CommandsCommand.Listed::of)
                        .ifPresent(one -> invocation.out().printf("  %-10s  %s%n", one.name(), one.description()));
            }
            invocation.out().println("'coral help COMMAND' or 'COMMAND --help' shows how one is used.");
        }

        private CommandLine find() throws ProblemException {
            CommandLine found = tree.build(words.get(0), invocation).orElse(null);
            for (String word : words.subList(1, words.size())) {
                found = found == null ? null : found.getSubcommands().get(word);
            }
            if (found == null) {
                String asked = Names.printable(String.join(" ", words));
                throw new Problem(
                                "CORAL-CORE-004",
                                Errno.EINVAL,
                                "no such command: " + asked,
                                "'coral help' lists those that are there")
                        .exception();
            }
            return found;
        }
    }
}
