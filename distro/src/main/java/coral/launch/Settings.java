// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What coral.properties say: those of the distribution, over them those of the home. Immutable. */
final class Settings {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Reads the files that exist, checks keys and values, and fills in ${coral.home} and ${coral.dist}. */
    static Settings read(Path dist, Path home) throws LaunchException {
        Map<String, String> variables = Map.of("coral.home", home.toString(), "coral.dist", dist.toString());
        Map<String, String> values = new HashMap<>();
        Keys keys = new Keys();
        for (Path folder : dist.equals(home) ? new Path[] {dist} : new Path[] {dist, home}) {
            Path file = folder.resolve("conf/coral.properties");
            if (Files.exists(file)) {
                values.putAll(read(file, keys, variables));
            }
        }
        return new Settings(values);
    }

    private static Map<String, String> read(Path file, Keys keys, Map<String, String> variables)
            throws LaunchException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException("CORAL-LAUNCH-003", file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        for (String key : new TreeSet<>(read.stringPropertyNames())) {
            String value = expand(file.toString(), read.getProperty(key).strip(), variables);
            keys.check(file.toString(), key, value);
            values.put(key, value);
        }
        return values;
    }

    /** Replaces ${name} by its value. */
    static String expand(String file, String text, Map<String, String> variables) throws LaunchException {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String value = variables.get(matcher.group(1));
            if (value == null) {
                throw new LaunchException(
                        "CORAL-LAUNCH-004",
                        file + ": unknown variable " + matcher.group() + "; there are "
                                + String.join(", ", new TreeSet<>(variables.keySet())));
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(expanded).toString();
    }

    String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    Map<String, String> all() {
        return values;
    }
}
