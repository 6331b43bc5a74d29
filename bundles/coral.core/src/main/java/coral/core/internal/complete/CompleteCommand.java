// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.complete;

import coral.core.internal.shell.CommandTree;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Parameters;

/** {@code coral complete}: what the last of some words may become; bash asks it. */
@Component(property = {Command.NAME + "=complete", Command.PARENT + "=coral"})
public final class CompleteCommand implements Command {
    private final CommandTree tree;

    /** Made by the component runtime. */
    @Activate
    public CompleteCommand(@Reference CommandTree tree) {
        this.tree = tree;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Complete(tree, invocation);
    }

    @picocli.CommandLine.Command(
            name = "complete",
            hidden = true,
            description = "Shows what the last of the words may become, one a line.")
    private static final class Complete implements Callable<Integer> {
        private final CommandTree tree;
        private final Invocation invocation;

        @Parameters(paramLabel = "WORD", arity = "1..*", description = "The command and its arguments, after '--'.")
        private List<String> words;

        Complete(CommandTree tree, Invocation invocation) {
            this.tree = tree;
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            new Candidates(tree, invocation).of(words).forEach(invocation.out()::println);
            return 0;
        }
    }
}
