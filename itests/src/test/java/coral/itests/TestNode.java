// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node of the unpacked distribution with a home of its own, driven as an administrator drives it. */
final class TestNode implements AutoCloseable {
    static final Path DIST = Path.of(System.getProperty("coral.dist")).normalize();
    private static final Path PROBE = Path.of(System.getProperty("coral.probe"));
    private static final long LIMIT_SECONDS = 90;

    private final Path home;
    private final Path outputFolder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Process, Path> outputs = new ConcurrentHashMap<>();

    /** What a command left. */
    record Result(int exit, String out, String err) {}

    private TestNode(Path home, Path outputFolder) {
        this.home = home;
        this.outputFolder = outputFolder;
        environment.put("CORAL_HOME", home.toString());
        environment.put("CORAL_HTTP_PORT", "0");
    }

    /** A home that no node uses yet. */
    static TestNode fresh() {
        try {
            Path home = Files.createTempDirectory("coral-itest");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            return in(home, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node with this home, and a folder elsewhere for what its commands print. */
    static TestNode in(Path home, Path outputFolder) {
        return new TestNode(home, outputFolder);
    }

    /** A node that is ready and has the commands of the probe bundle. */
    static TestNode withProbe() throws IOException, InterruptedException {
        TestNode node = fresh();
        Files.createDirectories(node.home.resolve("deploy"));
        Path next = Files.copy(PROBE, node.home.resolve("deploy/probe.part"));
        Files.move(next, node.home.resolve("deploy/probe.jar"), StandardCopyOption.ATOMIC_MOVE);
        Result started = node.run("coral", "start");
        if (started.exit() != 0) {
            throw new IOException(started.toString());
        }
        for (int i = 0; node.run("coral", "exec", "probe", "args").exit() != 0; i++) {
            if (i > 100) {
                throw new IOException("the probe's commands are missing");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return node;
    }

    TestNode with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path home() {
        return home;
    }

    /** Runs bin/{@code link} to its end, with an empty standard input. */
    Result run(String link, String... arguments) throws IOException, InterruptedException {
        return finish(start(link, arguments));
    }

    /** Runs a shell script that finds the distribution's bin/ in PATH. */
    Result script(String script) throws IOException, InterruptedException {
        return finish(start(List.of("sh", "-c", "PATH=" + DIST + "/bin:$PATH\n" + script)));
    }

    Process start(String link, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(DIST + "/bin/" + link));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(outputFolder, "out", ".txt");
        builder.redirectOutput(out.toFile());
        builder.redirectError(Path.of(out + ".err").toFile());
        Process process = builder.redirectInput(Path.of("/dev/null").toFile()).start();
        outputs.put(process, out);
        return process;
    }

    /** What the process has written to standard output so far. */
    String output(Process process) {
        try {
            return Files.readString(outputs.getOrDefault(process, home), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("not done within " + LIMIT_SECONDS + " s: " + output(process));
        }
        Path out = outputs.getOrDefault(process, home);
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.ISO_8859_1),
                Files.readString(Path.of(out + ".err"), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        try {
            run("coral", "stop", "--force");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
