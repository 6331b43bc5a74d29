// SPDX-License-Identifier: Apache-2.0
package coral.launch.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of its own, driven from outside through the distribution's own commands. For one thread, but {@link #close} is for
 * any, also twice.
 */
public final class Node implements AutoCloseable {
    private static final int LIMIT_MINUTES = 20;
    private static final int SHOWN_LIMIT_SECONDS = 20;

    private final Path bin;
    private final Path home;
    private final Map<String, String> environment;
    private final Consumer<String> say;
    private boolean started;
    private boolean kept;
    private volatile @Nullable Process shown;

    /**
     * Starts nothing yet.
     *
     * @param environment further variables of the node
     * @param say is told what goes on
     */
    public Node(Path home, Map<String, String> environment, Consumer<String> say) {
        this.bin = Path.of(System.getProperty("coral.dist", ".")).resolve("bin");
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.say = say;
    }

    /** Leaves the node running at {@link #close}. */
    public synchronized void keep() {
        kept = true;
    }

    /** Returns when the node is ready. */
    public void start() throws TrialException, IOException, InterruptedException {
        long began = System.nanoTime();
        synchronized (this) {
            started = true;
        }
        run("coral", List.of("start"));
        double seconds = (System.nanoTime() - began) / 1e9;
        say.accept(String.format(Locale.ROOT, "node ready in %.1f s, home %s", seconds, home));
    }

    /** Runs {@code bin/<command>} and gives its output. A non-zero exit is a {@link TrialException}. */
    private String run(String command, List<String> arguments)
            throws TrialException, IOException, InterruptedException {
        ProcessBuilder builder = command(command, arguments).redirectErrorStream(true);
        List<String> argv = builder.command();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new TrialException(argv + " did not end within " + LIMIT_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new TrialException(
                    "'" + String.join(" ", argv) + "' ended with " + process.exitValue() + ": " + output.strip());
        }
        return output;
    }

    /** {@code bin/hsm}; a non-zero exit is a {@link TrialException}. */
    public String hsm(String... arguments) throws TrialException, IOException, InterruptedException {
        return run("hsm", List.of(arguments));
    }

    /** Runs {@code bin/coral} with this process's own streams, for as long as it takes, and gives its exit code. */
    public int show(List<String> arguments) throws IOException, InterruptedException {
        Process process = command("coral", arguments).inheritIO().start();
        shown = process;
        return process.waitFor();
    }

    /** Ends what is shown, then the node. */
    @Override
    public synchronized void close() throws IOException {
        if (!started || kept) {
            return;
        }
        started = false;
        try {
            endShown();
            run("coral", List.of("stop", "--force"));
        } catch (TrialException e) {
            say.accept("the node did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The client passes the signal on and waits for its command to end, and with it for all that the command has
    // started.
    private void endShown() throws InterruptedException {
        Process process = shown;
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(SHOWN_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private ProcessBuilder command(String command, List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(bin.resolve(command).toString());
        argv.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(argv);
        // Whatever runs on this machine already, the trial gets a port.
        builder.environment().put("CORAL_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        builder.environment().put("CORAL_HOME", home.toString());
        return builder;
    }
}
