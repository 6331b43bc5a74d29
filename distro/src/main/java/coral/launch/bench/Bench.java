// SPDX-License-Identifier: Apache-2.0
package coral.launch.bench;

import coral.launch.trial.Node;
import coral.launch.trial.Place;
import coral.launch.trial.TrialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral bench}: the node's command of that name, in a node that is there for nothing else. */
@Command(
        name = "coral bench",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class,
        description = "Measures this version against plain copies in the same run, on a node of its own.")
public final class Bench {
    private static final long MOST_IMAGE_BYTES = 34L << 30;
    private static final long LEFT_BYTES = 1L << 30;

    private Bench() {}

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.addSubcommand(new Ls()).addSubcommand(new Run());
        System.exit(line.execute(arguments));
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists the benchmarks, their rivals and goals.")
    static final class Ls implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON for each.")
        private boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of("ls"));
            if (json) {
                arguments.add("--json");
            }
            return new Trial(given(null), arguments, false).run();
        }
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Runs benchmarks; exit code 1 when a goal is not met or one could not be run.")
    static final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", arity = "0..*", description = "Benchmarks; all where none is named.")
        private List<String> names = new ArrayList<>();

        @Option(names = "--json", description = "One line of JSON for each.")
        private boolean json;

        @Option(names = "--quick", description = "Less data and 3 rounds; the goals are not meant for that.")
        private boolean quick;

        @Option(
                names = "--directory",
                paramLabel = "DIR",
                description = "A new directory for all files (needs up to 31 GiB, with --quick 3 GiB).")
        private @Nullable Path directory;

        @Override
        public Integer call() throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of("run"));
            if (json) {
                arguments.add("--json");
            }
            if (quick) {
                arguments.add("--quick");
            }
            arguments.add("--");
            arguments.addAll(names);
            return new Trial(given(directory), arguments, true).run();
        }
    }

    private static Path given(@Nullable Path directory) {
        Path base = directory != null ? directory : Path.of(System.getProperty("coral.bench.dir", "coral-bench"));
        return base.toAbsolutePath().normalize();
    }

    /**
     * One node's life.
     *
     * @param base of all files; must not be there
     * @param arguments after {@code coral bench}
     * @param files whether files are moved, which takes root
     */
    private record Trial(Path base, List<String> arguments, boolean files) {
        int run() throws IOException, InterruptedException {
            try {
                refuse();
                Files.createDirectories(base);
                return inPlace();
            } catch (TrialException | IOException e) {
                say(String.valueOf(e.getMessage()));
                return 1;
            }
        }

        private void refuse() throws TrialException {
            if (files && !"root".equals(System.getProperty("user.name"))) {
                throw new TrialException("CORAL-BENCH-010: files are opened by their handles, which only root may do");
            }
            if (Files.exists(base)) {
                throw new TrialException(
                        "CORAL-BENCH-011: " + base + " is there already; remove it or name another with --directory");
            }
        }

        private int inPlace() throws TrialException, IOException, InterruptedException {
            // An image that promised more than there is would fail half-way.
            long freeBytes = Place.status(base).availableBytes() - LEFT_BYTES;
            long imageBytes = Math.max(LEFT_BYTES, Math.min(MOST_IMAGE_BYTES, freeBytes));
            try (Place place = Place.under(base, imageBytes, Bench::say);
                    Node node = new Node(
                            place.storage().resolve("home"),
                            Map.of("CORAL_BENCH_DIRECTORY", place.storage() + "/data"),
                            Bench::say)) {
                Thread cleaner = new Thread(() -> clean(node, place), "coral-bench-cleaner");
                Runtime.getRuntime().addShutdownHook(cleaner);
                Files.createDirectory(place.storage().resolve("data"));
                node.start();
                List<String> command = new ArrayList<>(List.of("exec", "coral", "bench"));
                command.addAll(arguments);
                return node.show(command);
            } finally {
                Place.delete(base);
            }
        }

        // Ctrl-C must leave neither a running node nor a mount nor gigabytes behind.
        private void clean(Node node, Place place) {
            try {
                node.close();
                place.close();
                Place.delete(base);
            } catch (IOException e) {
                say("not all could be cleaned up: " + e.getMessage());
            }
        }
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
