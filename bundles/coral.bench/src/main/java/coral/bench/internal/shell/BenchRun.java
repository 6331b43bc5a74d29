// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.shell;

import coral.bench.internal.measure.Benchmark;
import coral.bench.internal.measure.Line;
import coral.bench.internal.measure.Rounds;
import coral.bench.internal.problem.BenchProblems;
import coral.bench.internal.site.Programs;
import coral.bench.internal.site.Site;
import coral.bench.internal.suite.Sizes;
import coral.bench.internal.suite.Suite;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "run",
        description = "Runs benchmarks; exit code 1 when a goal is not met or one could not be run.")
final class BenchRun implements Callable<Integer> {
    /** The longest that one call of a program may take. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Invocation invocation;
    private final @Nullable Path place;
    private final Semaphore turn;

    @CommandLine.Parameters(paramLabel = "NAME", arity = "0..*", description = "Benchmarks; all where none is named.")
    private List<String> names = new ArrayList<>();

    @CommandLine.Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    @CommandLine.Option(names = "--quick", description = "Less data and 3 rounds; the goals are not meant for that.")
    private boolean quick;

    BenchRun(Invocation invocation, @Nullable Path place, Semaphore turn) {
        this.invocation = invocation;
        this.place = place;
        this.turn = turn;
    }

    @Override
    public Integer call() throws ProblemException, IOException, InterruptedException {
        Sizes sizes = quick ? Sizes.QUICK : Sizes.FULL;
        List<Benchmark> chosen = new Suite(sizes).named(names);
        Path where = allowedPlace();
        if (!turn.tryAcquire()) {
            throw BenchProblems.busy().exception();
        }
        try {
            refuseWithoutSpace(chosen, where, Site.freeBytes(where));
            return run(chosen, sizes, where);
        } finally {
            turn.release();
        }
    }

    private Path allowedPlace() throws ProblemException {
        if (place == null) {
            throw BenchProblems.noPlace().exception();
        }
        // It runs programs as the node's user, which is root.
        if (!invocation.caller().isRoot()) {
            throw BenchProblems.notAllowed(invocation.caller().name()).exception();
        }
        return place;
    }

    static void refuseWithoutSpace(List<Benchmark> chosen, Path where, long freeBytes) throws ProblemException {
        // One after the other, so that the largest counts.
        long needBytes = chosen.stream().mapToLong(Benchmark::needBytes).max().orElse(0);
        if (freeBytes < needBytes) {
            throw BenchProblems.space(where.toString(), needBytes, freeBytes).exception();
        }
    }

    private int run(List<Benchmark> chosen, Sizes sizes, Path where)
            throws IOException, InterruptedException, ProblemException {
        Path bin = Path.of(System.getProperty("coral.dist", ".")).resolve("bin");
        Path home = Path.of(System.getProperty("coral.home", "."));
        Site site = Site.lay(where, new Programs(bin, home, LIMIT));
        say("page cache: warm for both, since all is read soon after it was written; before each turn all is synced");
        Rounds rounds = new Rounds(site, sizes.rounds(), quick, this::say);
        boolean ok = true;
        LineTable table = new LineTable();
        for (Benchmark benchmark : chosen) {
            try {
                Line line = rounds.run(benchmark);
                ok &= line.isOk();
                show(line, table);
            } catch (ProblemException | IOException e) {
                String why = e instanceof ProblemException p ? p.problem().text() : String.valueOf(e.getMessage());
                invocation.err().println("coral: " + benchmark.name() + ": " + why);
                ok = false;
            }
        }
        if (!json) {
            invocation.out().println(table.text());
        }
        return ok ? 0 : 1;
    }

    private void show(Line line, LineTable table) {
        if (json) {
            invocation.out().println(Json.line(line.fields()));
            invocation.out().flush();
        } else {
            table.add(line);
        }
    }

    private void say(String what) {
        invocation.err().println("bench: " + what);
        invocation.err().flush();
    }
}
