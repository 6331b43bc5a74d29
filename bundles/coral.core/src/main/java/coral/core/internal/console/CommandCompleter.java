// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.internal.shell.CommandTree;
import coral.core.shell.Invocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Completes commands, and the subcommands and options of those that rooms register. */
final class CommandCompleter implements Completer {
    private static final String COMMANDS = ".commands";

    private final CommandTree tree;
    private final CommandSession session;
    private final Invocation invocation;

    CommandCompleter(CommandTree tree, CommandSession session, Invocation invocation) {
        this.tree = tree;
        this.session = session;
        this.invocation = invocation;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            commands().forEach(name -> candidates.add(new Candidate(name)));
        } else {
            tree.build(line.words().get(0), invocation)
                    .ifPresent(command -> completeArguments(command, line, candidates));
        }
    }

    private Set<String> commands() {
        Set<String> names = new TreeSet<>(tree.names());
        if (session.get(COMMANDS) instanceof Collection<?> scoped) {
            scoped.forEach(
                    one -> names.add(one.toString().substring(one.toString().indexOf(':') + 1)));
        }
        return names;
    }

    private static void completeArguments(CommandLine command, ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words().subList(1, line.words().size());
        List<CharSequence> found = new ArrayList<>();
        AutoComplete.complete(
                command.getCommandSpec(), words.toArray(String[]::new), line.wordIndex() - 1, 0, line.cursor(), found);
        found.forEach(one -> candidates.add(new Candidate(one.toString())));
    }
}
