// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

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
        deploy(properties);
        properties.put("configurator.initial", configurations());
        properties.putAll(settings.all());
        properties.put("coral.socket", socket(environment));
        return properties;
    }

    private void deploy(Map<String, String> properties) {
        properties.put("felix.fileinstall.dir", home.resolve("deploy").toString());
        properties.put(
                "felix.fileinstall.tmpdir", home.resolve("data/fileinstall").toString());
        properties.put("felix.fileinstall.poll", "500");
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.log.level", "2");
        properties.put("felix.fileinstall.start.level", Integer.toString(DROPPED_START_LEVEL));
        // Otherwise a dropped bundle restarts every bundle whose optional import it could serve.
        properties.put("felix.fileinstall.optionalImportRefreshScope", "managed");
        properties.put("felix.fileinstall.fragmentRefreshScope", "managed");
        properties.put("felix.fileinstall.enableConfigSave", "false");
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

    /** Fills in the variables of coral.json of distribution and home, and names the results for the Configurator. */
    private String configurations() throws LaunchException {
        StringJoiner urls = new StringJoiner(",");
        try {
            Path to = Files.createDirectories(home.resolve("data/configurator"));
            urls.add(expanded(dist.resolve("conf/coral.json"), to.resolve("dist.json")));
            Path own = home.resolve("conf/coral.json");
            if (!home.equals(dist) && Files.exists(own)) {
                urls.add(expanded(own, to.resolve("home.json")));
            }
        } catch (IOException e) {
            throw new LaunchException("CORAL-LAUNCH-008", "coral.json cannot be prepared: " + e, e);
        }
        return urls.toString();
    }

    private String expanded(Path from, Path to) throws IOException, LaunchException {
        Path logback = home.resolve("conf/logback.xml");
        Map<String, String> variables = Map.of(
                "coral.home", json(home),
                "coral.dist", json(dist),
                "coral.logback", json(Files.exists(logback) ? logback : dist.resolve("conf/logback.xml")));
        Files.writeString(to, Settings.expand(from.toString(), Files.readString(from), variables));
        return to.toUri().toString();
    }

    private static String json(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
