// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import coral.core.posix.Errno;

/**
 * Why something was not done. Immutable.
 *
 * @param error the error number
 * @param reason what failed, with names, for people; at most {@link #LONGEST} characters, the rest is cut off
 */
public record Failure(Errno error, String reason) {
    /** So long may a reason be: coordinators keep it with every request that failed. */
    public static final int LONGEST = 500;

    /** Cuts what is too long. */
    public Failure {
        reason = reason.length() > LONGEST ? reason.substring(0, LONGEST - 1) + "…" : reason;
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
