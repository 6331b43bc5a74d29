// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.man;

import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandTree;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code coral man}: the manual page of a command, for {@code man -l -}. */
@Component(property = {Command.NAME + "=man", Command.PARENT + "=coral"})
public final class ManCommand implements Command {
    private final CommandTree tree;
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public ManCommand(@Reference CommandTree tree, @Reference NodeState node) {
        this.tree = tree;
        this.node = node;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Man(tree, node, invocation);
    }

    @picocli.CommandLine.Command(
            name = "man",
            description = "Prints the manual page of a command; 'coral man COMMAND | man -l -' shows it.")
    private static final class Man implements Callable<Integer> {
        private final CommandTree tree;
        private final NodeState node;
        private final Invocation invocation;

        @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "A command and those under it.")
        private List<String> words;

        Man(CommandTree tree, NodeState node, Invocation invocation) {
            this.tree = tree;
            this.node = node;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException {
            CommandLine found = find();
            if (found == null) {
                throw new Problem(
                                "CORAL-CORE-067",
                                Errno.EINVAL,
                                "no such command: " + Names.printable(String.join(" ", words)),
                                "'coral help' lists those that are there")
                        .exception();
            }
            invocation.out().print(new ManPage(found).text(node.version()));
            return 0;
        }

        private @Nullable CommandLine find() {
            CommandLine found = tree.build(words.get(0), invocation).orElse(null);
            for (String word : words.subList(1, words.size())) {
                found = found == null ? null : found.getSubcommands().get(word);
            }
            return found;
        }
    }
}
