// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names in known_hosts that stand for many: {@code *} and {@code ?}, and {@code !} before those that are not meant. */
final class HostPattern {
    private HostPattern() {}

    static boolean isPattern(@Nullable String names) {
        return names != null && !names.startsWith("|") && (names.contains("*") || names.contains("?"));
    }

    /** Whether one of the patterns, which commas separate, matches the name and none forbids it. */
    static boolean matches(String names, String name) {
        boolean found = false;
        for (String one : names.split(",")) {
            boolean not = one.startsWith("!");
            if (regex(not ? one.substring(1) : one).matcher(name).matches()) {
                if (not) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
