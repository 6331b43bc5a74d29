// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import java.util.Map;

/** A request that is not served, with a status that no errno stands for. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    Refusal(int status, Problem problem, Map<String, String> headers) {
        super(problem.text(), null, false, false); // An expected outcome: nobody reads its stack.
        this.status = status;
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    static Refusal of(int status, String code, Errno errno, String message, String remedy) {
        return new Refusal(status, new Problem(code, errno, message, remedy), Map.of());
    }

    /** A value of the request that is not allowed. */
    static Refusal bad(String code, String message) {
        return of(400, code, Errno.EINVAL, message, "");
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
