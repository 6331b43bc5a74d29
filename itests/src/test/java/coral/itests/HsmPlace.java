// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A node with one file system and one archive, both ordinary directories on the build's own file system. */
final class HsmPlace implements AutoCloseable {
    private final TestNode node = TestNode.fresh();
    private final Path files;
    private final Path archive;

    private HsmPlace(Path base) throws IOException {
        files = Files.createDirectories(base.resolve("files"));
        archive = Files.createDirectories(base.resolve("archive"));
    }

    /** A place beneath an empty directory, the node ready. */
    static HsmPlace under(Path base) throws IOException, InterruptedException {
        HsmPlace place = new HsmPlace(base);
        place.good("coral", "start");
        place.good("hsm", "fs", "add", place.files.toString(), "--name", "probe");
        place.good("hsm", "archives", "add", "1", "--type", "posix", "--root", place.archive.toString());
        return place;
    }

    TestNode node() {
        return node;
    }

    Path files() {
        return files;
    }

    Path archive() {
        return archive;
    }

    /** A file of noise that every run makes alike. */
    Path file(String name, int sizeBytes) throws IOException {
        byte[] content = new byte[sizeBytes];
        new Random(name.hashCode()).nextBytes(content);
        return Files.write(files.resolve(name), content);
    }

    /** Runs a command that must succeed and gives its output. */
    String good(String link, String... arguments) throws IOException, InterruptedException {
        Result result = node.run(link, arguments);
        assertThat(result.exit())
                .as("%s %s: %s", link, List.of(arguments), result)
                .isZero();
        return result.out();
    }

    /** {@code hsm <verb> <options…> <file…>} that must succeed. */
    String hsm(String verb, List<Path> over, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of(options));
        over.forEach(f -> arguments.add(f.toString()));
        return good("hsm", arguments.toArray(String[]::new));
    }

    /** The node dies as from a power cut, its files stay. */
    void kill() throws IOException, InterruptedException {
        String pid = Files.readString(node.home().resolve("run/coral.pid")).strip();
        Process kill = new ProcessBuilder("kill", "-KILL", pid).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        while (Files.exists(Path.of("/proc", pid, "exe"))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        node.close();
    }
}
