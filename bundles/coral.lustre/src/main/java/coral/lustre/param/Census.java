// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what was understood and what was not, by name with its digits replaced by {@code #}. Bounded: of more than
 * 10,000 names the later ones are counted together. For one thread.
 */
public final class Census {
    private static final int MAX_NAMES = 10_000;
    private static final String OTHERS = "others";

    private final Map<String, Unread> unread = new LinkedHashMap<>();
    private long parameters;
    private long unreadParameters;

    /**
     * What was not understood of the parameters of one name.
     *
     * @param kind the form that was expected
     * @param parameters how many had something that was not understood
     * @param lines how many lines, or whole values, that was
     * @param example the first of them
     */
    public record Unread(ParamKind kind, long parameters, long lines, Slice example) {}

    void add(Slice name, ParamKind kind, ParamValue value) {
        parameters++;
        var lines = value.unknown();
        if (!lines.isEmpty()) {
            unreadParameters++;
            Slice example =
                    lines.get(0).part(0, Math.min(200, lines.get(0).length())).copy();
            String pattern = name.text().replaceAll("[0-9]+", "#");
            String key = unread.size() < MAX_NAMES || unread.containsKey(pattern) ? pattern : OTHERS;
            unread.merge(key, new Unread(kind, 1, lines.size(), example), Census::sum);
        }
    }

    private static Unread sum(Unread a, Unread b) {
        return new Unread(a.kind(), a.parameters() + b.parameters(), a.lines() + b.lines(), a.example());
    }

    /** How many parameters were read. */
    public long parameters() {
        return parameters;
    }

    /** How many of them had something that was not understood. */
    public long unreadParameters() {
        return unreadParameters;
    }

    /** What was not understood, by name with {@code #} for digits, in the order in which it was met. */
    public Map<String, Unread> unread() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    }
}
