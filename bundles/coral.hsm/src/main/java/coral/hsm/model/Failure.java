// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import coral.core.posix.Errno;
import java.util.regex.Pattern;

/**
 * Why something was not done. Immutable.
 *
 * @param error the error number
 * @param reason what failed, with names, for people; at most {@link #LONGEST} characters, the rest is cut off
 */
public record Failure(Errno error, String reason) {
    /** So long may a reason be: coordinators keep it with every request that failed. */
    public static final int LONGEST = 500;

    /** Halves of characters, also one that a cut made; not what stands for a byte of a name (U+DC80..U+DCFF). */
    private static final Pattern HALVES = Pattern.compile("[\\x{D800}-\\x{DC7F}\\x{DD00}-\\x{DFFF}]");

    /** Cuts what is too long, and replaces what no encoding has: a mover may say anything, and it must be recorded. */
    public Failure {
        reason = reason.length() > LONGEST ? reason.substring(0, LONGEST - 1) + "…" : reason;
        reason = HALVES.matcher(reason).replaceAll("\uFFFD");
    }

    /** A failure of which nothing but its number is known. */
    public static Failure of(Errno error) {
        return new Failure(error, error.text());
    }

    /** The reason and the number: "digest is wrong (EIO)". */
    public String text() {
        String number = "(" + error + ")";
        return reason.endsWith(number) ? reason : reason + " " + number;
    }
}
