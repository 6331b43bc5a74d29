// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be copied.
 *
 * @param mode permissions of a file in octal
 * @param bytes of the file, or of all files
 * @param sum SHA-256 of the file, or over all that is compared, in hexadecimal
 */
record Source(boolean isDirectory, String mode, long bytes, String sum) {
    private static final Pattern FORM = Pattern.compile("(file|directory) ([0-7]{1,4}) ([0-9]{1,18}) ([0-9a-f]{64})\n");

    /** Reads what the probe has printed. */
    static Optional<Source> parse(String text) {
        Matcher found = FORM.matcher(text);
        return found.matches()
                ? Optional.of(new Source(
                        found.group(1).equals("directory"),
                        found.group(2),
                        Long.parseLong(found.group(3)),
                        found.group(4)))
                : Optional.empty();
    }
}
