// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.internal.shell.CommandRegistry.Entry;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Builds picocli's command line of one invocation from the services that are registered. Safe for many threads. */
@Component(service = CommandTree.class)
public final class CommandTree {
    private static final Logger LOG = LoggerFactory.getLogger(CommandTree.class);

    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 55;
    private static final int DEEPEST = 8;

    private final CommandRegistry registry;

    /** Made by the component runtime. */
    @Activate
    public CommandTree(@Reference CommandRegistry registry) {
        this.registry = registry;
    }

    /** Names of the commands that can be called. */
    public List<String> names() {
        return registry.under("").stream().map(Entry::name).toList();
    }

    /** A fresh command with all commands that hang under it, used once; empty if there is none of that name. */
    public Optional<CommandLine> build(String name, Invocation invocation) {
        return registry.find(name)
                .flatMap(entry -> branch(entry, invocation, DEEPEST))
                .map(line -> configured(line, invocation));
    }

    private static CommandLine configured(CommandLine line, Invocation invocation) {
        line.setExpandAtFiles(false);
        line.setTrimQuotes(false);
        line.setInterpolateVariables(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(invocation.out());
        line.setErr(invocation.err());
        line.setUsageHelpWidth(columns(invocation));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(invocation)));
        return line;
    }

    private Optional<CommandLine> branch(Entry entry, Invocation invocation, int deepest) {
        Command command = entry.service().get();
        if (command == null) {
            return Optional.empty();
        }
        CommandLine line = new CommandLine(command.create(invocation));
        line.setCommandName(entry.name());
        addHelp(line);
        if (deepest > 0) {
            registry.under(entry.name()).stream()
                    .filter(child -> !line.getSubcommands().containsKey(child.name()))
                    .forEach(child -> grow(line, child, invocation, deepest - 1));
        }
        return Optional.of(line);
    }

    /** Adds a subcommand; one that another bundle made wrong must not take its parent with it. */
    private void grow(CommandLine line, Entry child, Invocation invocation, int deepest) {
        try {
            branch(child, invocation, deepest).ifPresent(branch -> line.addSubcommand(child.name(), branch));
        } catch (RuntimeException e) {
            LOG.error(
                    "The command '{}' under '{}' is left out: it cannot be made",
                    child.name(),
                    line.getCommandName(),
                    e);
        }
    }

    private static void addHelp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (!spec.optionsMap().containsKey("--help")) {
            OptionSpec.Builder help = spec.optionsMap().containsKey("-h")
                    ? OptionSpec.builder("--help")
                    : OptionSpec.builder("-h", "--help");
            spec.addOption(
                    help.usageHelp(true).description("Show this help and exit.").build());
        }
        line.getSubcommands().values().forEach(CommandTree::addHelp);
    }

    private static int columns(Invocation invocation) {
        Invocation.Terminal terminal = invocation.terminal();
        return terminal == null ? USUAL_COLUMNS : Math.max(FEWEST_COLUMNS, terminal.columns());
    }

    private static Ansi ansi(Invocation invocation) {
        boolean plain = invocation.terminal() == null
                || !invocation.environment().getOrDefault("NO_COLOR", "").isEmpty()
                || invocation.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return plain ? Ansi.OFF : Ansi.ON;
    }
}
