// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Secret;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One table of the file. Remembers which keys were asked for: {@link #close} finds the others unknown. What is missing
 * or of another type is told, and read as empty. For one thread.
 */
final class Section {
    private final Faults faults;
    private final TomlTable table;
    private final int line;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Faults faults, TomlTable table, int line, String path) {
        this.faults = faults;
        this.table = table;
        this.line = line;
        this.path = path;
    }

    Faults faults() {
        return faults;
    }

    /** The table as a whole. */
    At at() {
        return new At(line, path, "");
    }

    /** A key, or where it would be. */
    At at(String key) {
        TomlPosition position = table.contains(List.of(key)) ? table.inputPositionOf(List.of(key)) : null;
        return new At(position == null ? line : position.line(), key(key), "");
    }

    private String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return table.contains(List.of(key));
    }

    private @Nullable Object value(String key) {
        return has(key) ? table.get(List.of(key)) : null;
    }

    void missing(String key, String allowed) {
        faults.add(Kind.MISSING, new At(line, key(key), ""), "is missing; " + allowed);
    }

    private void wrong(String key, Object value, String allowed) {
        faults.add(Kind.WRONG_TYPE, at(key).valued(Shown.of(value)), "is " + Shown.type(value) + "; " + allowed);
    }

    /** A string that may be missing. */
    Optional<Text> text(String key, String allowed) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String string) {
            return Optional.of(new Text(at(key).valued(string), string));
        }
        wrong(key, value, allowed);
        return Optional.empty();
    }

    /** A string that has to be there. */
    Optional<Text> needed(String key, String allowed) {
        if (!has(key)) {
            missing(key, allowed);
        }
        return text(key, allowed).filter(text -> text.isNotEmpty(faults, allowed));
    }

    /** A string that is not shown. */
    Optional<Secret> secret(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String string && !string.isEmpty()) {
            return Optional.of(new Secret(string));
        }
        faults.add(Kind.WRONG_TYPE, at(key).valued(Secret.HIDDEN), "is no string; a string in quotes is allowed");
        return Optional.empty();
    }

    boolean flag(String key) {
        Object value = value(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value != null) {
            wrong(key, value, "true and false are allowed");
        }
        return false;
    }

    /** Whether a flag is there and true; says nothing of other values. */
    boolean flagIsSet(String key) {
        return Boolean.TRUE.equals(value(key));
    }

    /** A whole number of a range, both ends included; empty if it is missing or not one. */
    OptionalInt number(String key, int least, int most) {
        Object value = value(key);
        String allowed = "whole numbers from " + least + " to " + most + " are allowed";
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Long number)) {
            wrong(key, value, allowed);
            return OptionalInt.empty();
        }
        if (number < least || number > most) {
            faults.add(Kind.NOT_ALLOWED, at(key).valued(number.toString()), "is not allowed; " + allowed);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) (long) number);
    }

    /** A string, or a list of strings; empty if it is missing. */
    List<Text> texts(String key, String allowed) {
        return list(key, allowed, value -> value instanceof String);
    }

    /** The same for strings and whole numbers. */
    List<Text> scalars(String key, String allowed) {
        return list(key, allowed, value -> value instanceof String || value instanceof Long);
    }

    private List<Text> list(String key, String allowed, Predicate<Object> isRight) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof TomlArray array) {
            return TextList.of(faults, array, key(key), isRight, allowed);
        }
        if (isRight.test(value)) {
            return List.of(new Text(at(key).valued(value.toString()), value.toString()));
        }
        wrong(key, value, allowed);
        return List.of();
    }

    /** A table that may be missing. */
    Optional<Section> table(String key) {
        Object value = value(key);
        if (value instanceof TomlTable inner) {
            return Optional.of(new Section(faults, inner, at(key).line(), key(key)));
        }
        if (value != null) {
            wrong(key, value, "a table is allowed: [" + key(key) + "]");
        }
        return Optional.empty();
    }

    /** The entries of a list of tables; empty if it is missing. */
    List<Section> tables(String key) {
        Object value = value(key);
        String allowed = "a list of tables is allowed: [[" + key(key).replaceAll("\\[\\d+]", "") + "]]";
        List<Section> sections = new ArrayList<>();
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                int at = array.inputPositionOf(i).line();
                if (array.get(i) instanceof TomlTable entry) {
                    sections.add(new Section(faults, entry, at, key(key) + "[" + (i + 1) + "]"));
                } else {
                    wrong(key, value, allowed);
                }
            }
        } else if (value != null) {
            wrong(key, value, allowed);
        }
        return sections;
    }

    /** Tells of the keys that nobody asked for. */
    void close() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                String meant = Nearest.of(key, known)
                        .map(near -> "did you mean " + near + "? ")
                        .orElse("");
                faults.add(
                        Kind.UNKNOWN_KEY,
                        at(key),
                        "is no key here; " + meant + "allowed are " + String.join(", ", known));
            }
        }
    }
}
