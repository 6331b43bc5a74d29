// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.complete;

import coral.core.internal.shell.CommandTree;
import coral.core.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a word may become: sub-commands, options, and the values that options and parameters allow. For one thread. */
final class Candidates {
    /** Words of bin/coral that are no commands of the node. */
    private static final List<String> OF_LAUNCHER = List.of("start", "run", "exec", "restore", "demo");

    /** Words of 'coral' that another command follows. */
    private static final List<String> FOLLOWED = List.of("exec", "help", "man");

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
        return ofWhole(whole(words));
    }

    /** Bash hands '--option=value' over as three words. */
    private static List<String> whole(List<String> words) {
        List<String> whole = new ArrayList<>(words);
        if (!whole.isEmpty() && whole.get(whole.size() - 1).equals("=")) {
            whole.set(whole.size() - 1, "");
        }
        whole.removeIf("="::equals);
        return whole;
    }

    private NavigableSet<String> ofWhole(List<String> words) {
        if (words.size() > 2 && words.get(0).equals("coral") && FOLLOWED.contains(words.get(1))) {
            return ofWhole(words.subList(2, words.size()));
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
        Place place = new Place(top);
        words.subList(1, words.size() - 1).forEach(place::pass);
        CommandSpec command = place.command.getCommandSpec();
        if (place.valued != null) {
            add(place.valued, all);
        } else if (words.get(words.size() - 1).startsWith("-")) {
            options(command, all);
        } else {
            subcommands(place.command, all);
            parameters(command, place.position, all);
        }
    }

    /** Where a line is: in which command, behind which option that wants a value, at which parameter. */
    private static final class Place {
        private CommandLine command;
        private @Nullable OptionSpec valued;
        private int position;

        Place(CommandLine command) {
            this.command = command;
        }

        void pass(String word) {
            CommandLine child = command.getSubcommands().get(word);
            if (valued != null) {
                valued = null;
            } else if (child != null) {
                command = child;
                position = 0;
            } else if (word.startsWith("-")) {
                valued = valueOf(command.getCommandSpec(), word);
            } else {
                position++;
            }
        }
    }

    private static @Nullable OptionSpec valueOf(CommandSpec command, String word) {
        OptionSpec option = command.optionsMap().get(word);
        return option != null && option.arity().min() > 0 ? option : null;
    }

    private static void subcommands(CommandLine command, NavigableSet<String> all) {
        command.getSubcommands().forEach((name, child) -> {
            if (!child.getCommandSpec().usageMessage().hidden()) {
                all.add(name);
            }
        });
    }

    private static void parameters(CommandSpec command, int position, NavigableSet<String> all) {
        command.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(position))
                .forEach(parameter -> add(parameter, all));
    }

    private static void add(ArgSpec argument, NavigableSet<String> all) {
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            candidates.forEach(all::add);
        }
    }

    private static void options(CommandSpec command, NavigableSet<String> all) {
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                all.add(option.longestName());
            }
        }
    }
}
