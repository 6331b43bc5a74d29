// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.felix.cm.json.io.ConfigurationReader;
import org.apache.felix.cm.json.io.Configurations;
import org.jspecify.annotations.Nullable;

/**
 * What coral.json tells the bundles, in the form of the OSGi Configurator. Checked against what the bundles describe
 * before anything starts: the Configurator itself would leave out a file that it cannot read, and a bundle does not
 * see a key that it does not know.
 */
final class BundleConfigurations {
    private static final String OURS = "coral.";
    private static final int DEEPEST = 32;
    private static final int MOST_DIGITS = 20;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final String OF_CONFIGURATOR = ":configurator:";

    /** What every resource of the Configurator must say of itself, so that people need not. */
    private static final JsonObject HEADER = Json.createObjectBuilder()
            .add(OF_CONFIGURATOR + "resource-version", 1)
            .add(OF_CONFIGURATOR + "symbolic-name", "coral.conf")
            .add(OF_CONFIGURATOR + "version", "1.0.0")
            .build();

    private final Metatypes described;
    private final Map<String, Path> unclaimed = new TreeMap<>();
    private JsonObject merged = HEADER;

    BundleConfigurations(Metatypes described) {
        this.described = described;
    }

    /** Puts a file over what was read before, key by key; {@code variables} are filled in, written for JSON. */
    void add(Path file, Map<String, String> variables) throws LaunchException {
        JsonObject read = parse(file, Settings.expand(file.toString(), text(file), variables));
        for (Map.Entry<String, ? extends Map<String, Object>> pid :
                configurations(file, read).entrySet()) {
            check(file, pid.getKey(), pid.getValue());
        }
        merged = merge(merged, read);
    }

    /** Writes what was read as one resource for the Configurator. For the owner alone: it may hold passwords. */
    void write(Path to) throws IOException {
        Path next = to.resolveSibling(to.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, merged.toString());
        Files.move(next, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(Path file) throws LaunchException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static JsonObject parse(Path file, String text) throws LaunchException {
        try {
            refuseExcess(file, text);
            try (JsonReader reader = Json.createReader(plain(text))) {
                return reader.readObject();
            }
        } catch (IOException | RuntimeException e) {
            // A file that ends too early, and others, is told by exceptions of many kinds.
            throw unreadable(file, e);
        }
    }

    private static Reader plain(String text) throws IOException {
        return Configurations.jsonCommentAwareReader(new StringReader(text));
    }

    /** What reads and writes trees of JSON calls itself for every level, and cuts a number to the last bits of it. */
    private static void refuseExcess(Path file, String text) throws IOException, LaunchException {
        try (JsonParser parser = Json.createParser(plain(text))) {
            int depth = 0;
            while (parser.hasNext()) {
                JsonParser.Event event = parser.next();
                if (event == JsonParser.Event.START_OBJECT || event == JsonParser.Event.START_ARRAY) {
                    depth++;
                } else if (event == JsonParser.Event.END_OBJECT || event == JsonParser.Event.END_ARRAY) {
                    depth--;
                }
                if (depth > DEEPEST) {
                    throw new LaunchException(
                            "CORAL-LAUNCH-013", file + " is nested more than " + DEEPEST + " levels deep");
                }
                if (event == JsonParser.Event.VALUE_NUMBER && isTooLong(parser.getString())) {
                    throw new LaunchException(
                            "CORAL-LAUNCH-013", file + " holds a number beyond 64 bits: " + parser.getString());
                }
            }
        }
    }

    private static boolean isTooLong(String number) {
        return WHOLE.matcher(number).matches()
                && (number.length() > MOST_DIGITS || new BigInteger(number).bitLength() >= Long.SIZE);
    }

    private static Map<String, ? extends Map<String, Object>> configurations(Path file, JsonObject read)
            throws LaunchException {
        ConfigurationReader reader = Configurations.buildReader()
                .withIdentifier(file.getFileName().toString())
                .build(merge(HEADER, read));
        try {
            Map<String, ? extends Map<String, Object>> configurations =
                    reader.readConfigurationResource().getConfigurations();
            if (reader.getIgnoredErrors().isEmpty()) {
                return configurations;
            }
            throw new LaunchException("CORAL-LAUNCH-013", file + ": " + String.join("; ", reader.getIgnoredErrors()));
        } catch (IOException | RuntimeException e) { // Such as a value that is not of the type in its key's name.
            throw unreadable(file, e);
        }
    }

    private static LaunchException unreadable(Path file, Exception e) {
        return new LaunchException("CORAL-LAUNCH-013", file + " is not what coral.json may be: " + e.getMessage(), e);
    }

    private void check(Path file, String pid, Map<String, Object> values) throws LaunchException {
        String name = pid.indexOf('~') > 0 ? pid.substring(0, pid.indexOf('~')) : pid;
        if (!described.pids().contains(name)) {
            refuseMisspelt(file, name);
            return;
        }
        for (Map.Entry<String, Object> value : values.entrySet()) {
            check(file, pid, value, described.keys(name));
        }
    }

    /**
     * A PID that nobody describes may be that of a bundle which is not in deploy/ at the moment. One of Coral's that is
     * nearly another's is taken for misspelt; any other is told of.
     */
    private void refuseMisspelt(Path file, String pid) throws LaunchException {
        if (!pid.startsWith(OURS)) {
            return;
        }
        List<String> ours = described.pids().stream()
                .filter(known -> known.startsWith(OURS))
                .toList();
        Optional<String> meant = Nearest.to(pid, ours);
        if (meant.isPresent()) {
            throw new LaunchException(
                    "CORAL-LAUNCH-014",
                    file + ": no bundle takes a configuration '" + pid + "'; did you mean " + meant.get()
                            + "? Of Coral there are " + String.join(", ", ours));
        }
        unclaimed.put(pid, file);
    }

    /** PIDs of Coral that no bundle takes now, with the file that has them last. */
    Map<String, Path> unclaimed() {
        return Map.copyOf(unclaimed);
    }

    private static void check(Path file, String pid, Map.Entry<String, Object> value, Map<String, Attribute> keys)
            throws LaunchException {
        String key = value.getKey();
        Attribute attribute = keys.get(key);
        if (attribute == null) {
            if (isOfFramework(key)) {
                return;
            }
            throw new LaunchException(
                    "CORAL-LAUNCH-015",
                    file + ": " + pid + ": unknown key '" + key + "'; allowed are " + String.join(", ", keys.keySet()));
        }
        if (!attribute.allows(value.getValue())) {
            throw new LaunchException(
                    "CORAL-LAUNCH-016",
                    file + ": " + pid + ": " + key + " = " + shown(value.getValue()) + " is not allowed; it takes "
                            + attribute.describe());
        }
    }

    private static String shown(Object value) {
        try {
            return String.valueOf(Configurations.convertToJsonValue(value));
        } catch (ArithmeticException | NumberFormatException e) { // JSON has no such numbers, such as infinity.
            return String.valueOf(value);
        }
    }

    /** Keys that Declarative Services and the registry understand for every component. */
    private static boolean isOfFramework(String key) {
        return key.startsWith("service.") || key.startsWith("osgi.ds.") || key.endsWith(".target");
    }

    private static JsonObject merge(JsonObject below, JsonObject above) {
        JsonObjectBuilder both = Json.createObjectBuilder(below);
        above.forEach((key, value) -> both.add(key, merge(below.get(key), value)));
        return both.build();
    }

    private static JsonValue merge(@Nullable JsonValue below, JsonValue above) {
        return below instanceof JsonObject lower && above instanceof JsonObject upper ? merge(lower, upper) : above;
    }
}
