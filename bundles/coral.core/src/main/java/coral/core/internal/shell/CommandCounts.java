// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.metrics.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Counts calls by command and exit code. Safe for use by many threads. */
public final class CommandCounts {
    /** Stands for all words that are no command: those could be any number. */
    static final String UNKNOWN = "unknown";

    private static final int MOST = 5000;

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(String name, int exit) {}

    /** A command's name with those of the subcommands that were called, such as {@code hsm archive}. */
    static String name(CommandLine called) {
        CommandLine.ParseResult parsed = called.getParseResult();
        return parsed == null
                ? called.getCommandName()
                : parsed.asCommandLineList().stream()
                        .map(CommandLine::getCommandName)
                        .collect(Collectors.joining(" "));
    }

    void ran(String name, int exit) {
        Key key = new Key(name, exit);
        boolean room = counts.size() < MOST || counts.containsKey(key);
        counts.computeIfAbsent(room ? key : new Key(UNKNOWN, exit), k -> new LongAdder())
                .increment();
    }

    /** The counts with the labels {@code command} and {@code code}. */
    public List<Sample> samples() {
        return counts.entrySet().stream()
                .map(e -> Sample.of(
                        e.getValue().sum(),
                        Map.of(
                                "command",
                                e.getKey().name(),
                                "code",
                                Integer.toString(e.getKey().exit()))))
                .toList();
    }
}
