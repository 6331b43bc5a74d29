// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The properties that the framework is started with. */
final class Configuration {
    private static final int FINAL_START_LEVEL = 100;
    private static final int DROPPED_START_LEVEL = 50;
    private static final int LONGEST_SOCKET_BYTES = 107;

    private final Path dist;
    private final Path home;
    private final Settings settings;

    Configuration(Path dist, Path home, Settings settings) {
        this.dist = dist;
        this.home = home;
        this.settings = settings;
    }

    Map<String, String> properties(Map<String, String> environment) throws LaunchException {
        Map<String, String> properties = new HashMap<>();
        properties.put("coral.home", home.toString());
        properties.put("coral.dist", dist.toString());
        properties.put(
                "org.osgi.framework.storage", home.resolve("data/felix-cache").toString());
        // Nothing is saved by keeping the cache, and nothing can go stale in it.
        properties.put("org.osgi.framework.storage.clean", "onFirstInit");
        properties.put("org.osgi.framework.startlevel.beginning", Integer.toString(FINAL_START_LEVEL));
        properties.put("felix.startlevel.bundle", Integer.toString(DROPPED_START_LEVEL));
        BundleConfigurations configurations = configurations();
        properties.put("configurator.initial", written(configurations));
        properties.put("coral.configuration.unclaimed", told(configurations.unclaimed()));
        properties.putAll(settings.all());
        properties.putAll(new HttpSettings(settings).properties(environment));
        properties.put("coral.socket", socket(environment));
        return properties;
    }

    private String socket(Map<String, String> environment) throws LaunchException {
        String given = environment.getOrDefault("CORAL_SOCKET", "");
        String path = given.isEmpty()
                ? settings.get("coral.socket", home.resolve("run/coral.sock").toString())
                : given;
        int bytes = path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SOCKET_BYTES) {
            throw new LaunchException(
                    "CORAL-LAUNCH-007",
                    "the socket's path has " + bytes + " bytes, at most " + LONGEST_SOCKET_BYTES + " are allowed: "
                            + path + "; choose a shorter CORAL_HOME or set CORAL_SOCKET");
        }
        return path;
    }

    /** Puts coral.json of distribution and home together. */
    private BundleConfigurations configurations() throws LaunchException {
        BundleConfigurations configurations = new BundleConfigurations(described());
        for (Path folder : home.equals(dist) ? List.of(dist) : List.of(dist, home)) {
            Path file = folder.resolve("conf/coral.json");
            if (Files.exists(file)) {
                configurations.add(file, variables());
            }
        }
        return configurations;
    }

    /** Names the result for the Configurator. */
    private String written(BundleConfigurations configurations) throws LaunchException {
        try {
            Path to = Files.createDirectories(home.resolve("data/configurator")).resolve("coral.json");
            configurations.write(to);
            return to.toUri().toString();
        } catch (IOException e) {
            throw new LaunchException("CORAL-LAUNCH-008", "coral.json cannot be prepared: " + e, e);
        }
    }

    /** Says what is configured for nobody, and names it for coral.core, whose health check goes on saying so. */
    private static String told(Map<String, Path> unclaimed) {
        unclaimed.forEach((pid, file) -> System.err.println("coral: CORAL-LAUNCH-019: " + file
                + ": no bundle takes the configuration '" + pid + "' now; it waits for one to be dropped into deploy/."
                + " Take it out if none is to come"));
        return String.join(",", new TreeSet<>(unclaimed.keySet()));
    }

    private Metatypes described() throws LaunchException {
        String deploy = settings.get("coral.deploy.dir", home.resolve("deploy").toString());
        try (Stream<Path> levels = Files.list(dist.resolve("bundles"))) {
            return Metatypes.of(
                    Stream.concat(levels, Stream.of(Path.of(deploy))).toList());
        } catch (IOException e) {
            throw new LaunchException("CORAL-LAUNCH-008", "the distribution's bundles cannot be read: " + e, e);
        }
    }

    private Map<String, String> variables() {
        Path logback = home.resolve("conf/logback.xml");
        return Map.of(
                "coral.home", json(home),
                "coral.dist", json(dist),
                "coral.logback", json(Files.exists(logback) ? logback : dist.resolve("conf/logback.xml")));
    }

    private static String json(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
