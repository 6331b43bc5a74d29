// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Names;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place where words become a line for a POSIX shell: what sshd hands to the user's login shell is a line, not
 * an argv.
 */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");

    /** Plain words that mean something to a shell where a command is expected. */
    private static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "do",
            "done",
            "case",
            "esac",
            "while",
            "until",
            "for",
            "in",
            "function",
            "select",
            "time",
            "coproc");

    private ShellWords() {}

    /** A line that the shell splits into exactly these words. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::word).collect(Collectors.joining(" "));
    }

    /** The line's bytes. */
    public static byte[] bytes(List<String> words) {
        return Names.encode(line(words));
    }

    private static String word(String word) {
        if (PLAIN.matcher(word).matches() && !RESERVED.contains(word)) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
