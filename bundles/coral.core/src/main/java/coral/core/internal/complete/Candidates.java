// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.complete;

import coral.core.internal.shell.CommandTree;
import coral.core.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a word may become: sub-commands, options, and the values that an option allows. For one thread. */
final class Candidates {
    /** Words of bin/coral that are no commands of the node. */
    private static final List<String> OF_LAUNCHER = List.of("start", "run", "exec", "restore", "demo");

    private final CommandTree tree;
    private final Invocation invocation;

    Candidates(CommandTree tree, Invocation invocation) {
        this.tree = tree;
        this.invocation = invocation;
    }

    /**
     * Words that the last of {@code words} is the beginning of.
     *
     * @param words the command and its arguments, the last one as far as it was typed
     */
    NavigableSet<String> of(List<String> words) {
        if (words.size() > 1 && words.get(0).equals("coral") && words.get(1).equals("exec")) {
            return of(words.subList(2, words.size()));
        }
        NavigableSet<String> all = new TreeSet<>();
        if (words.size() < 2) {
            all.addAll(tree.names());
        } else {
            tree.build(words.get(0), invocation).ifPresent(command -> collect(command, words, all));
            if (words.size() == 2 && words.get(0).equals("coral")) {
                all.addAll(OF_LAUNCHER);
            }
        }
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        all.removeIf(word -> !word.startsWith(begun));
        return all;
    }

    private static void collect(CommandLine top, List<String> words, NavigableSet<String> all) {
        CommandLine command = top;
        Optional<OptionSpec> valued = Optional.empty();
        for (String word : words.subList(1, words.size() - 1)) {
            CommandLine child = command.getSubcommands().get(word);
            valued = valued.isPresent() ? Optional.empty() : valueOf(command.getCommandSpec(), word);
            command = child == null ? command : child;
        }
        if (valued.isPresent()) {
            values(valued.get()).forEach(all::add);
            return;
        }
        String begun = words.get(words.size() - 1);
        if (begun.startsWith("-")) {
            options(command.getCommandSpec(), all);
        } else {
            command.getSubcommands().forEach((name, child) -> {
                if (!child.getCommandSpec().usageMessage().hidden()) {
                    all.add(name);
                }
            });
            command.getCommandSpec().positionalParameters().stream()
                    .flatMap(parameter -> listed(parameter.completionCandidates()).stream())
                    .forEach(all::add);
        }
    }

    private static Optional<OptionSpec> valueOf(CommandSpec command, String word) {
        OptionSpec option = command.optionsMap().get(word);
        return option != null && option.arity().min() > 0 ? Optional.of(option) : Optional.empty();
    }

    private static List<String> values(OptionSpec option) {
        return listed(option.completionCandidates());
    }

    private static List<String> listed(@Nullable Iterable<String> candidates) {
        List<String> listed = new ArrayList<>();
        if (candidates != null) {
            candidates.forEach(listed::add);
        }
        return listed;
    }

    private static void options(CommandSpec command, NavigableSet<String> all) {
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                all.add(option.longestName());
            }
        }
    }
}
