// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.caller.Caller;
import coral.core.posix.Names;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who called which command; values of options that look like secrets are left out. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("coral.audit");
    private static final Pattern SECRET = Pattern.compile("-.*(secret|password|passwd|passphrase|token|key).*");
    private static final int LONGEST = 4096;

    private Audit() {}

    static void called(Caller caller, List<String> words) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{} uid={} name={} command: {}",
                    caller.origin(),
                    caller.uid(),
                    Names.printable(caller.name()),
                    text(words));
        }
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
