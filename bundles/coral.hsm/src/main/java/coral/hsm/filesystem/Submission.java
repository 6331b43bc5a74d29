// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.problem.Problem;
import coral.hsm.model.Cookie;

/** What became of one item of an order. */
public sealed interface Submission {
    /** The request is recorded. */
    record Accepted(Cookie cookie) implements Submission {}

    /** A live request does the same already. */
    record Joined(Cookie cookie) implements Submission {}

    /** There is nothing to do. */
    record NotNeeded() implements Submission {}

    /** It would be accepted, were it not a dry run. */
    record Possible() implements Submission {}

    /** It is refused. */
    record Refused(Problem problem) implements Submission {}
}
