// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/** The keys that coral.properties may have, with what their values may be: read from keys.properties. */
final class Keys {
    private final Properties types = new Properties();

    Keys() {
        try (InputStream in = Keys.class.getResourceAsStream("keys.properties")) {
            if (in == null) {
                throw new IllegalStateException("keys.properties is missing from the launcher");
            }
            types.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses a key that is not known, or a value that is not of its type. */
    void check(String file, String key, String value) throws LaunchException {
        String type = types.getProperty(key);
        if (type == null) {
            throw new LaunchException(
                    "CORAL-LAUNCH-001",
                    file + ": unknown key '" + key + "'; allowed are "
                            + String.join(", ", new TreeSet<>(types.stringPropertyNames())));
        }
        if (!allows(type.split(" "), value)) {
            throw new LaunchException(
                    "CORAL-LAUNCH-002",
                    file + ": " + key + "=" + value + " is not allowed; it takes " + describe(type));
        }
    }

    private static boolean allows(String[] type, String value) {
        return switch (type[0]) {
            case "int" -> isBetween(value, Long.parseLong(type[1]), Long.parseLong(type[2]));
            case "boolean" -> value.equals("true") || value.equals("false");
            case "path" -> value.startsWith("/") && value.indexOf('\0') < 0;
            case "level" -> value.matches("ERROR|WARN|INFO|DEBUG");
            case "word" -> List.of(type).subList(1, type.length).contains(value);
            default -> !value.isBlank();
        };
    }

    private static boolean isBetween(String value, long least, long most) {
        return value.matches("-?[0-9]{1,18}") && Long.parseLong(value) >= least && Long.parseLong(value) <= most;
    }

    private static String describe(String type) {
        String[] words = type.split(" ");
        return switch (words[0]) {
            case "int" -> "a whole number from " + words[1] + " to " + words[2];
            case "boolean" -> "true or false";
            case "path" -> "an absolute path";
            case "level" -> "ERROR, WARN, INFO or DEBUG";
            case "word" -> "one of " + type.substring("word ".length());
            default -> "a text";
        };
    }
}
