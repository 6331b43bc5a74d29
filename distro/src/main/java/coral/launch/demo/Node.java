// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The node under demonstration, driven from outside through the distribution's own commands. For one thread. */
final class Node implements AutoCloseable {
    private static final int LIMIT_MINUTES = 20;

    private final Path bin;
    private final Path home;
    private boolean started;
    private boolean kept;

    Node(Path home) {
        this.bin = Path.of(System.getProperty("coral.dist", ".")).resolve("bin");
        this.home = home;
    }

    /** Leaves the node running at {@link #close}. */
    void keep() {
        kept = true;
    }

    void start() throws DemoException, IOException, InterruptedException {
        long began = System.nanoTime();
        run("coral", new byte[0], List.of("start"));
        started = true;
        Steps.say("node ready in %.1f s, home %s", Steps.seconds(began), home);
    }

    /** Runs {@code bin/<command>} and gives its output. A non-zero exit is a {@link DemoException}. */
    String run(String command, byte[] input, List<String> arguments)
            throws DemoException, IOException, InterruptedException {
        List<String> argv = new ArrayList<>();
        argv.add(bin.resolve(command).toString());
        argv.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("CORAL_HOME", home.toString());
        environment.put("CORAL_HTTP_PORT", "0");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new DemoException(argv + " did not end within " + LIMIT_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new DemoException(
                    "'" + String.join(" ", argv) + "' ended with " + process.exitValue() + ": " + output.strip());
        }
        return output;
    }

    String hsm(String... arguments) throws DemoException, IOException, InterruptedException {
        return run("hsm", new byte[0], List.of(arguments));
    }

    @Override
    public void close() throws IOException {
        if (!started || kept) {
            return;
        }
        try {
            run("coral", new byte[0], List.of("stop"));
        } catch (DemoException e) {
            Steps.say("the node did not stop: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
