// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.man;

import coral.core.posix.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Renders one command as a page for man(1), in the macros of man(7). For one thread. */
final class ManPage {
    private final CommandSpec command;
    private final String name;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandLine line) {
        this.command = line.getCommandSpec();
        this.name = command.qualifiedName("-");
    }

    /** By which man(1) finds it. */
    String name() {
        return name;
    }

    /** The page. */
    String text(String version) {
        line(".TH " + quoted(name.toUpperCase(Locale.ROOT)) + " 1 \"\" " + quoted("Coral " + version) + " \"Coral\"");
        section("NAME");
        line(escaped(name) + " \\- " + escaped(first(command.usageMessage().description())));
        section("SYNOPSIS");
        synopsis();
        section("DESCRIPTION");
        List.of(command.usageMessage().description()).forEach(one -> paragraph(one));
        arguments();
        options();
        commands();
        notes();
        return page.toString();
    }

    private void synopsis() {
        line(".B " + escaped(command.qualifiedName(" ")));
        if (command.options().stream().anyMatch(option -> !option.hidden())) {
            line(".RI [ OPTION ]...");
        }
        for (PositionalParamSpec one : command.positionalParameters()) {
            boolean needed = one.arity().min() > 0;
            String more = one.arity().max() > 1 ? "..." : "";
            line(escaped(needed ? one.paramLabel() + more : "[" + one.paramLabel() + "]" + more));
        }
        if (!command.subcommands().isEmpty()) {
            line(".I COMMAND");
        }
    }

    private void arguments() {
        if (!command.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            command.positionalParameters().forEach(one -> item(one.paramLabel(), first(one.description())));
        }
    }

    /** By name: options that are methods come from the JVM in an order of its own, another one in each process. */
    private void options() {
        if (!command.options().isEmpty()) {
            section("OPTIONS");
        }
        command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .forEach(this::option);
    }

    private void option(OptionSpec option) {
        String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        item(String.join(", ", option.names()) + label, String.join(" ", option.description()));
    }

    private void commands() {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
        }
        command.subcommands().forEach((word, child) -> {
            CommandSpec spec = child.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                item(word, first(spec.usageMessage().description()));
            }
        });
    }

    private void notes() {
        String footer = String.join(" ", command.usageMessage().footer()).strip();
        if (!footer.isEmpty()) {
            section("NOTES");
            paragraph(footer);
        }
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void paragraph(String text) {
        line(".PP");
        line(escaped(text));
    }

    private void item(String term, String text) {
        line(".TP");
        line(".B " + escaped(term));
        line(text.isEmpty() ? "\\&" : escaped(text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\(dq") + '"';
    }

    /** Text that no request can be made of, on one line. */
    static String escaped(String text) {
        String plain = Names.printable(text.replace("%%", "%").replace("%n", " "))
                .replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq");
        return plain.startsWith(".") ? "\\&" + plain : plain;
    }
}
