// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.site;

import coral.bench.internal.problem.BenchProblems;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs programs from outside, each with a limit; none outlives the call, also when that is interrupted. */
public final class Programs {
    private static final int MOST_OUTPUT_BYTES = 4096;
    private static final int END_SECONDS = 5;

    private final Path bin;
    private final Path home;
    private final Duration limit;

    /**
     * @param bin of the distribution
     * @param home of the node that is called
     * @param limit after which a program has failed
     */
    public Programs(Path bin, Path home, Duration limit) {
        this.bin = bin;
        this.home = home;
        this.limit = limit;
    }

    /** {@code bin/hsm ARGUMENTS…}, as an administrator calls it. */
    public void hsm(String... arguments) throws IOException, InterruptedException, ProblemException {
        List<String> argv = new ArrayList<>(List.of(bin.resolve("hsm").toString()));
        argv.addAll(List.of(arguments));
        run(List.of(argv));
    }

    /** Runs all at once and waits for all; one that fails is a problem. */
    public void run(List<List<String>> commands) throws IOException, InterruptedException, ProblemException {
        Path output = Files.createTempFile("coral-bench", ".out");
        List<Process> processes = new ArrayList<>();
        try {
            for (List<String> argv : commands) {
                processes.add(start(argv, output));
            }
            for (int i = 0; i < processes.size(); i++) {
                await(commands.get(i), processes.get(i), output);
            }
        } finally {
            for (Process process : processes) {
                end(process);
            }
            Files.delete(output);
        }
    }

    private Process start(List<String> argv, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().put("CORAL_HOME", home.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return builder.redirectInput(Path.of("/dev/null").toFile()).start();
    }

    private void await(List<String> argv, Process process, Path output)
            throws IOException, InterruptedException, ProblemException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw BenchProblems.program(argv, "did not end within " + limit.toMinutes() + " minutes")
                    .exception();
        }
        if (process.exitValue() != 0) {
            throw BenchProblems.program(argv, "ended with " + process.exitValue() + ": " + start(output))
                    .exception();
        }
    }

    private static String start(Path output) throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MOST_OUTPUT_BYTES), StandardCharsets.UTF_8);
        }
    }

    // What a shell has started is not gone with the shell. The client of a node hears of SIGTERM and ends its command.
    private static void end(Process process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
