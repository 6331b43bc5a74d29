// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A value that an operation takes from the path or the query. Immutable.
 *
 * @param name as in the shell's option without its dashes: {@code dry-run}
 * @param in where it stands
 * @param type what it may look like
 * @param description what it says, with its unit
 * @param required whether a request without it is refused
 * @param repeated whether it may stand there more than once
 * @param otherwise the value when it is missing; empty for none
 * @param allowed the words it may have; empty for any of its type
 * @param least least number, for {@link Type#INTEGER}
 * @param most greatest number, for {@link Type#INTEGER}; otherwise most characters
 */
public record Parameter(
        String name,
        In in,
        Type type,
        String description,
        boolean required,
        boolean repeated,
        String otherwise,
        List<String> allowed,
        long least,
        long most) {
    // First: the constants below are checked with it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9-]*");

    /** How many items of a list at most: 1 to 1000, 100 if it is missing. */
    public static final Parameter LIMIT = query("limit", Type.INTEGER, "Most items to answer.")
            .between(1, Window.MOST)
            .otherwise("" + Window.USUAL);

    /** Where a list goes on: what the answer before gave as {@code next}. */
    public static final Parameter CURSOR =
            query("cursor", Type.TEXT, "Where to go on: 'next' of the answer before this one.");

    /** Whether only to say what would be done. */
    public static final Parameter DRY_RUN = query("dry-run", Type.BOOLEAN, "Only checks and says what would be done.")
            .otherwise("false");

    private static final int MOST_CHARACTERS = 4096;

    /** Where a parameter stands. */
    public enum In {
        /** In a part {@code {name}} of the path. */
        PATH,
        /** After the question mark. */
        QUERY
    }

    /** What values look like. */
    public enum Type {
        /** Text in UTF-8 without control characters. */
        TEXT,
        /** The name or path of a file: any bytes but 0, as {@link coral.core.posix.Names} has them. */
        NAME,
        /** A whole number. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN
    }

    /** Checks the name and copies the words. */
    public Parameter {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a parameter's name: '" + name + "'");
        }
        if (in == In.PATH && (!required || repeated)) {
            throw new IllegalArgumentException("a part of the path is there once: " + name);
        }
        allowed = List.copyOf(allowed);
    }

    /** A part {@code {name}} of the path. */
    public static Parameter path(String name, Type type, String description) {
        return new Parameter(name, In.PATH, type, description, true, false, "", List.of(), least(type), most(type));
    }

    /** An optional value of the query. */
    public static Parameter query(String name, Type type, String description) {
        return new Parameter(name, In.QUERY, type, description, false, false, "", List.of(), least(type), most(type));
    }

    private static long least(Type type) {
        return type == Type.INTEGER ? Long.MIN_VALUE : 0;
    }

    private static long most(Type type) {
        return type == Type.INTEGER ? Long.MAX_VALUE : MOST_CHARACTERS;
    }

    /** The same, refused when it is missing. */
    public Parameter needed() {
        return new Parameter(name, in, type, description, true, repeated, otherwise, allowed, least, most);
    }

    /** The same, which may stand there more than once. */
    public Parameter many() {
        return new Parameter(name, in, type, description, required, true, otherwise, allowed, least, most);
    }

    /** The same with a value for when it is missing. */
    public Parameter otherwise(String value) {
        return new Parameter(name, in, type, description, false, repeated, value, allowed, least, most);
    }

    /** The same, of these words only. */
    public Parameter oneOf(List<String> words) {
        return new Parameter(name, in, type, description, required, repeated, otherwise, words, least, most);
    }

    /** The same with bounds, both allowed. */
    public Parameter between(long lowest, long greatest) {
        return new Parameter(name, in, type, description, required, repeated, otherwise, allowed, lowest, greatest);
    }
}
