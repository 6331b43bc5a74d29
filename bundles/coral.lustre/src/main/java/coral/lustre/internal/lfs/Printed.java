// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is common to all that lfs prints; complaints are CORAL-LUSTRE-202. */
public final class Printed {
    /** PATH_MAX: no name that lfs prints is longer. */
    public static final int MAX_PATH = 4096;

    /** A foreign layout has at most 64 KiB; nothing else comes near. */
    private static final int MAX_LINE = 70_000;

    private static final int SHOWN = 200;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");

    private Printed() {}

    /** The lines of a text, without their ends; a text that does not end with a line's end is cut off. */
    public static List<String> lines(String command, String text) throws ProblemException {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            throw problem(command, text.substring(text.lastIndexOf('\n') + 1), "the text is cut off");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        for (String line : lines) {
            if (line.length() > MAX_LINE) {
                throw problem(command, line, "a line of more than " + MAX_LINE + " characters");
            }
        }
        return lines;
    }

    /** A line that is not understood. */
    public static ProblemException problem(String command, String line, String why) {
        String shown = Names.printable(line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…");
        return new Problem(
                        "CORAL-LUSTRE-202",
                        Errno.EINVAL,
                        "what '" + command + "' prints is not understood: " + why + " in '" + shown + "'",
                        "")
                .exception();
    }

    /** A FID with or without brackets; Lustre prints a sequence of 0 without {@code 0x}. */
    public static Optional<Fid> fid(String text) {
        if (text.startsWith("[0:")) {
            return Fid.parse("[0x0:" + text.substring("[0:".length()));
        }
        return Fid.parse(text.startsWith("0:") ? "0x0:" + text.substring("0:".length()) : text);
    }

    /** An unsigned number of 64 bits, decimal or behind {@code 0x}. */
    public static Optional<Long> number(String text) {
        try {
            if (HEX.matcher(text).matches()) {
                return Optional.of(Long.parseUnsignedLong(text.substring(2), 16));
            }
            return DECIMAL.matcher(text).matches() ? Optional.of(Long.parseUnsignedLong(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
