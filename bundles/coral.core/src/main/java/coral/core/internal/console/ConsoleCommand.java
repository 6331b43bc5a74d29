// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandTree;
import coral.core.internal.shell.RawTerminal;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code coral console}: the node's commands and Gogo's own, at a prompt. */
@Component(property = {Command.NAME + "=console", Command.PARENT + "=coral"})
public final class ConsoleCommand implements Command {
    private final CommandProcessor gogo;
    private final CommandTree tree;
    private final Path history;

    /** Made by the component runtime. */
    @Activate
    public ConsoleCommand(@Reference CommandProcessor gogo, @Reference CommandTree tree, @Reference NodeState node) {
        this.gogo = gogo;
        this.tree = tree;
        this.history = Path.of(node.property("coral.home"), "data", "console.history");
    }

    @Override
    public Object create(Invocation invocation) {
        return new Attach(this, invocation);
    }

    private int attach(Invocation invocation) throws ProblemException, IOException {
        NodeOwner.require(invocation.caller(), "use the console, which can do everything");
        if (invocation.in() instanceof RawTerminal keys && keys.isTerminal() && invocation.terminal() != null) {
            try (Console console = new Console(gogo, tree, history)) {
                console.run(invocation, keys);
            }
            return 0;
        }
        throw new Problem(
                        "CORAL-CORE-010",
                        Errno.ENOTTY,
                        "the console needs a terminal",
                        "'coral exec COMMAND' runs one command without")
                .exception();
    }

    @picocli.CommandLine.Command(
            name = "console",
            description = "Attaches a console: this node's commands and Gogo's. Ctrl-D leaves it.")
    private static final class Attach implements Callable<Integer> {
        private final ConsoleCommand service;
        private final Invocation invocation;

        Attach(ConsoleCommand service, Invocation invocation) {
            this.service = service;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException {
            return service.attach(invocation);
        }
    }
}
