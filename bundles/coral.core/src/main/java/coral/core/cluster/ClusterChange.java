// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

/**
 * One difference between two clusters. Immutable.
 *
 * @param kind what happened
 * @param what the thing: {@code host oss1}, {@code target scratch-OST0003}
 * @param attribute which of its attributes changed, such as {@code hosts}; empty if it came or went as a whole
 * @param before the attribute's former value, empty if it came
 * @param after the attribute's value now, empty if it went
 */
public record ClusterChange(Kind kind, String what, String attribute, String before, String after) {
    /** What happened to a thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** One line for people. */
    public String text() {
        return switch (kind) {
            case ADDED -> "+ " + what;
            case REMOVED -> "- " + what;
            case CHANGED -> "~ " + what + ": " + attribute + ": " + shown(before) + " -> " + shown(after);
        };
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
