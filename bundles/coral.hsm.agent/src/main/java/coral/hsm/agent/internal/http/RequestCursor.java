// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list of requests goes on. Immutable.
 *
 * @param fileSystem at which one; empty for the first
 * @param from the first number wanted there
 */
record RequestCursor(String fileSystem, long from) {
    private static final Pattern TEXT = Pattern.compile("([a-zA-Z0-9_-]{1,32})\\.([0-9a-f]{1,15})");

    /** @param text what an answer gave for what comes after it; empty for the beginning */
    static RequestCursor of(String text) throws ProblemException {
        if (text.isEmpty()) {
            return new RequestCursor("", 1);
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw HsmProblems.badCursor(text).exception();
        }
        return new RequestCursor(matcher.group(1), Long.parseLong(matcher.group(2), 16) + 1);
    }

    /** The cursor for what comes after this one. */
    static String after(RequestLine last) {
        return last.fileSystem() + "." + last.cookie().substring(2);
    }
}
