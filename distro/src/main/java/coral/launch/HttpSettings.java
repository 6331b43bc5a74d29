// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Says in Felix's words what the keys {@code coral.http.*} say. */
final class HttpSettings {
    private static final String PORT = "8745";
    private static final String TLS_PORT = "8746";
    private static final int GREATEST_PORT = 65535;
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Settings settings;

    HttpSettings(Settings settings) {
        this.settings = settings;
    }

    Map<String, String> properties(Map<String, String> environment) throws LaunchException {
        boolean enabled = Boolean.parseBoolean(settings.get("coral.http.enabled", "true"));
        String port = port(environment);
        Map<String, String> properties = new HashMap<>(limits());
        properties.put("coral.http.enabled", Boolean.toString(enabled));
        properties.put("coral.http.port", port);
        properties.put("org.apache.felix.http.enable", Boolean.toString(enabled && !port.equals("-1")));
        properties.put("org.osgi.service.http.port", port);
        properties.put("org.apache.felix.http.host", settings.get("coral.http.host", "127.0.0.1"));
        properties.put("org.apache.felix.https.enable", "false");
        String keystore = settings.get("coral.http.tls.keystore", "");
        if (enabled && !keystore.isEmpty()) {
            properties.putAll(tls(keystore));
        }
        return properties;
    }

    /** A node serves few people: few threads, and nobody may hold a connection without using it. */
    private static Map<String, String> limits() {
        return Map.of(
                "org.apache.felix.http.jetty.threadpool.max", "16",
                "org.apache.felix.http.jetty.acceptors", "1",
                "org.apache.felix.http.jetty.selectors", "1",
                "org.apache.felix.http.jetty.acceptQueueSize", "64",
                "org.apache.felix.http.jetty.headerBufferSize", "8192",
                "org.apache.felix.http.jetty.responseBufferSize", "16384",
                "org.apache.felix.http.timeout", "30000");
    }

    private String port(Map<String, String> environment) throws LaunchException {
        String given = environment.getOrDefault("CORAL_HTTP_PORT", "");
        if (given.isEmpty()) {
            return settings.get("coral.http.port", PORT);
        }
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > GREATEST_PORT) {
            throw new LaunchException(
                    "CORAL-LAUNCH-017",
                    "CORAL_HTTP_PORT=" + given + " is not allowed; it takes a whole number from 0 to " + GREATEST_PORT);
        }
        return given;
    }

    private Map<String, String> tls(String keystore) throws LaunchException {
        Map<String, String> properties = new HashMap<>();
        properties.put("org.apache.felix.https.enable", "true");
        properties.put("org.osgi.service.http.port.secure", settings.get("coral.http.tls.port", TLS_PORT));
        properties.put("org.apache.felix.https.keystore", keystore);
        properties.put("org.apache.felix.https.keystore.password", password());
        properties.put("org.apache.felix.https.jetty.protocols.included", "TLSv1.2,TLSv1.3");
        return properties;
    }

    private String password() throws LaunchException {
        String name = settings.get("coral.http.tls.password.file", "");
        if (name.isEmpty()) {
            throw new LaunchException(
                    "CORAL-LAUNCH-018",
                    "coral.http.tls.keystore needs coral.http.tls.password.file, a file with the keystore's password");
        }
        Path file = Path.of(name);
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new LaunchException(
                        "CORAL-LAUNCH-018", "others than its owner can use " + file + "; chmod 600 " + file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LaunchException(
                    "CORAL-LAUNCH-018", "coral.http.tls.password.file=" + file + " cannot be read: " + e, e);
        }
    }
}
