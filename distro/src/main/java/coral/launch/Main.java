// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs a node until it is told to stop: by SIGTERM, Ctrl-C or {@code coral stop}. */
public final class Main {
    private static final String STOP_SECONDS = "30";
    private static final int NOT_STARTED = 1;
    private static final int NOT_STOPPED = 3;

    private Main() {}

    /** Needs the system properties {@code coral.dist} and {@code coral.home}. */
    public static void main(String[] args) {
        try {
            run(folder("coral.dist"), folder("coral.home"));
        } catch (LaunchException e) {
            System.err.println("coral: " + e.getMessage());
            System.exit(NOT_STARTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }

    private static Path folder(String property) throws LaunchException {
        String value = System.getProperty(property);
        if (value == null || value.isEmpty()) {
            throw new LaunchException("CORAL-LAUNCH-011", "-D" + property + " is missing: use bin/coral");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static void run(Path dist, Path folder) throws LaunchException, InterruptedException {
        Home home = Home.open(folder); // First: it ends a restore that was interrupted, which brings another conf.
        Settings settings = Settings.read(dist, folder);
        Map<String, String> properties = new Configuration(dist, folder, settings).properties(System.getenv());
        home.tellSocket(properties.getOrDefault("coral.socket", ""));
        System.setProperty("coral.home", folder.toString()); // For logback.xml.
        // pax-logging's first words come before any configuration and ask the system's properties.
        System.setProperty(
                "org.ops4j.pax.logging.DefaultServiceLog.level",
                settings.get("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN"));
        Node node = Node.start(dist.resolve("bundles"), properties);
        long limitMillis = Long.parseLong(settings.get("coral.stop.timeout.seconds", STOP_SECONDS)) * 1000;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, home, limitMillis), "coral-launch-stop"));
        node.await();
    }

    private static void stop(Node node, Home home, long limitMillis) {
        boolean stopped = node.stop(limitMillis);
        try {
            home.close();
        } catch (IOException e) {
            System.err.println("coral: " + e);
        }
        if (!stopped) {
            System.err.println(
                    "coral: CORAL-LAUNCH-012: not stopped within " + limitMillis / 1000 + " s; ended anyway");
            Runtime.getRuntime().halt(NOT_STOPPED);
        }
    }
}
