// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value as Rust's pretty debug form prints it: {@code Name { key: value, }}, {@code Name( value, )}, {@code [ ]},
 * {@code ( )}, texts and words.
 *
 * @param name of the struct or variant; the text or word where there is nothing below
 */
record Snap(String name, Map<String, Snap> fields, List<Snap> items) {
    /** Reads a snapshot of insta: a head between dashes, then the value. */
    static Snap read(String text) {
        return new Reader(text.substring(text.indexOf("\n---\n") + 5)).value();
    }

    /** This and everything below it. */
    Stream<Snap> all() {
        return Stream.concat(
                Stream.of(this),
                Stream.concat(fields.values().stream(), items.stream()).flatMap(Snap::all));
    }

    @Nullable
    Snap at(String field) {
        return fields.get(field);
    }

    /** A field that must be there. */
    Snap below(String field) {
        return Objects.requireNonNull(at(field), field);
    }

    /** The text of a field, out of {@code Some( )} and newtypes around it. */
    String text(String field) {
        Snap value = at(field);
        while (value != null && value.items().size() == 1) {
            value = value.items().get(0);
        }
        return value == null ? "" : value.name();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        private char peek() {
            while (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',') {
                at++;
            }
            return text.charAt(at);
        }

        Snap value() {
            String name = peek() == '"' ? quoted() : word();
            Map<String, Snap> fields = new LinkedHashMap<>();
            List<Snap> items = new ArrayList<>();
            if (text.startsWith(" {", at)) {
                at += 2;
                fields(fields);
            } else if (text.startsWith("(", at) || text.startsWith("[", at)) {
                at++;
                items(items);
            }
            return new Snap(name, fields, items);
        }

        private String word() {
            int from = at;
            while (at < text.length() && "(){}[],:\n ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            int end = text.indexOf('"', at + 1);
            String quoted = text.substring(at + 1, end);
            at = end + 1;
            return quoted;
        }

        private void fields(Map<String, Snap> fields) {
            while (peek() != '}') {
                String key = word();
                at++;
                fields.put(key, value());
            }
            at++;
        }

        private void items(List<Snap> items) {
            while (peek() != ')' && peek() != ']') {
                items.add(value());
            }
            at++;
        }
    }
}
