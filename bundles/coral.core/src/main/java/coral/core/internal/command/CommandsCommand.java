// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.shell.CommandTree;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code coral commands}: what can be called. */
@Component(property = {Command.NAME + "=commands", Command.PARENT + "=coral"})
public final class CommandsCommand implements Command {
    private final CommandTree tree;

    /** Made by the component runtime. */
    @Activate
    public CommandsCommand(@Reference CommandTree tree) {
        this.tree = tree;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Commands(tree, invocation);
    }

    /** A command that can be called, with its first line of help and the commands under it. */
    record Listed(String name, String description, List<String> subcommands) {
        static Listed of(CommandLine line) {
            String[] description = line.getCommandSpec().usageMessage().description();
            return new Listed(
                    line.getCommandName(),
                    description.length == 0 ? "" : description[0],
                    line.getSubcommands().keySet().stream().sorted().toList());
        }
    }

    @picocli.CommandLine.Command(name = "commands", description = "Lists the commands that this node has.")
    private static final class Commands implements Callable<Integer> {
        private final CommandTree tree;
        private final Invocation invocation;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        Commands(CommandTree tree, Invocation invocation) {
            this.tree = tree;
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            List<Listed> listed = tree.names().stream()
                    .flatMap(name -> tree.build(name, invocation).stream())
                    .map(Listed::of)
                    .toList();
            if (json) {
                invocation.out().println(Json.line(listed));
            } else {
                listed.forEach(one ->
                        invocation.out().printf("%-10s  %s%n", one.name(), String.join(" ", one.subcommands())));
            }
            return 0;
        }
    }
}
