// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.launch.trial.Node;
import coral.launch.trial.Place;
import coral.launch.trial.TrialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    private static final long IMAGE_BYTES = 3L << 30;

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
        } catch (TrialException | IOException e) {
            System.out.println("demo: FAILED: " + e.getMessage());
            return 1;
        }
    }

    private int run(Path base) throws TrialException, IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new TrialException("files are opened by their handles, which only root may do: run it as root");
        }
        if (Files.exists(base)) {
            throw new TrialException(base + " is there already; remove it or choose another place with --dir");
        }
        Files.createDirectories(base);
        try (Place place = Place.under(base, IMAGE_BYTES, Demo::say);
                Node node = new Node(place.home(), Map.of(), Demo::say)) {
            if (keep) {
                place.keep();
                node.keep();
            }
            // Ctrl-C must leave neither a running node nor a mount behind.
            Thread cleaner = new Thread(() -> clean(node, place, base), "coral-demo-cleaner");
            Runtime.getRuntime().addShutdownHook(cleaner);
            node.start();
            new Story(node, place).tell();
            if (keep) {
                Steps.say("the node runs on: CORAL_HOME=%s coral stop ends it", place.home());
                Steps.say("files are in %s", place.files());
            }
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } finally {
            if (!keep) {
                Place.delete(base);
            }
        }
        Steps.say("ok");
        return 0;
    }

    private static void say(String what) {
        Steps.say("%s", what);
    }

    private void clean(Node node, Place place, Path base) {
        try {
            node.close();
            place.close();
            if (!keep) {
                Place.delete(base);
            }
        } catch (IOException e) {
            Steps.say("not all could be cleaned up: %s", e.getMessage());
        }
    }
}
