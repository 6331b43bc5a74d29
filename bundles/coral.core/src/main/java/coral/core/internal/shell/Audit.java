// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.caller.Caller;
import coral.core.posix.Names;
import coral.core.shell.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who called which command and what came of it; values of options that look like secrets are left out. Each
 * event is one line of JSON in ASCII: nothing that somebody typed can end it or look like another one.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("coral.audit");
    private static final Pattern SECRET = Pattern.compile("-.*(secret|password|passwd|passphrase|token|key).*");
    private static final int LONGEST = 4096;

    private Audit() {}

    /**
     * One line of the audit log; what does not apply is null.
     *
     * @param origin where the command came from
     * @param command the words as typed, on one line, bounded
     * @param exit the exit code of a command that ended
     * @param millis how long it took
     * @param changed what of the configuration a command changed
     */
    public record Event(
            String time,
            String user,
            long uid,
            String origin,
            @Nullable String command,
            @Nullable Integer exit,
            @Nullable Long millis,
            @Nullable String changed,
            @Nullable String before,
            @Nullable String after) {}

    static void ended(Caller caller, List<String> words, int exit, Duration took) {
        // A press of the tab key is no command of a person.
        boolean completion =
                words.size() > 1 && words.get(0).equals("coral") && words.get(1).equals("complete");
        if (LOG.isInfoEnabled() && !completion) {
            write(caller, text(words), exit, took.toMillis(), null, null, null);
        }
    }

    /** Writes down what a command has changed of the node's configuration; never a secret. */
    public static void changed(Caller caller, String what, String before, String after) {
        if (LOG.isInfoEnabled()) {
            write(caller, null, null, null, what, before, after);
        }
    }

    private static void write(
            Caller caller,
            @Nullable String command,
            @Nullable Integer exit,
            @Nullable Long millis,
            @Nullable String changed,
            @Nullable String before,
            @Nullable String after) {
        String origin = caller.origin().name().toLowerCase(Locale.ROOT);
        String user = Names.printable(caller.name());
        String now = Instant.now().toString();
        LOG.info(
                "{}",
                Json.line(new Event(now, user, caller.uid(), origin, command, exit, millis, changed, before, after)));
    }

    /** One printable line of bounded length. */
    static String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        boolean secret = false;
        for (String word : words) {
            if (text.length() > LONGEST) {
                return text.substring(0, LONGEST) + "… (" + words.size() + " words)";
            }
            text.append(text.isEmpty() ? "" : " ").append(secret ? "***" : shown(word));
            secret = !secret && isSecretOption(word) && word.indexOf('=') < 0;
        }
        return text.toString();
    }

    private static String shown(String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && isSecretOption(word.substring(0, equals))) {
            return Names.printable(word.substring(0, equals)) + "=***";
        }
        String plain = Names.printable(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
        return plain.isEmpty() || plain.indexOf(' ') >= 0 ? "'" + plain + "'" : plain;
    }

    private static boolean isSecretOption(String word) {
        return SECRET.matcher(word.toLowerCase(Locale.ROOT)).matches();
    }
}
