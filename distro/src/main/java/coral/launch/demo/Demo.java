// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coral demo}: exit 0 and the line {@code demo: ok}, or exit 1 and what differs. */
@Command(
        name = "coral demo",
        mixinStandardHelpOptions = true,
        description = "Archives, releases and restores a tree of real files on a node of its own, and compares them.")
public final class Demo implements Callable<Integer> {
    @Option(names = "--keep", description = "leave the node running and its files in place")
    private boolean keep;

    @Option(names = "--dir", paramLabel = "DIR", description = "a new directory for all of it (needs about 2 GiB)")
    private @Nullable Path directory;

    /** Runs the demo and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Path base = directory != null ? directory : Path.of(System.getProperty("coral.demo.dir", "coral-demo"));
        try {
            return run(base.toAbsolutePath().normalize());
        } catch (DemoException | IOException e) {
            System.out.println("demo: FAILED: " + e.getMessage());
            return 1;
        }
    }

    private int run(Path base) throws DemoException, IOException, InterruptedException {
        if (Files.exists(base)) {
            throw new DemoException(base + " is there already; remove it or choose another place with --dir");
        }
        Files.createDirectories(base);
        boolean good = false;
        try (Place place = Place.under(base);
                Node node = new Node(place.home())) {
            if (keep) {
                place.keep();
                node.keep();
            }
            node.start();
            new Story(node, place).tell();
            good = true;
            if (keep) {
                System.out.println(
                        "demo: the node runs on; CORAL_HOME=" + place.home() + ", files in " + place.files());
            }
        } finally {
            if (!keep) {
                Place.delete(base);
            }
        }
        System.out.println(good ? "demo: ok" : "demo: FAILED");
        return good ? 0 : 1;
    }
}
