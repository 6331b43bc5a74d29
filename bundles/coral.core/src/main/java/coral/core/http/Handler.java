// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import coral.core.problem.ProblemException;
import java.io.IOException;

/** Does one operation. Safe for use by many threads. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request whose token, role, parameters and body were checked. It runs on one of the few threads that
     * serve HTTP: what takes longer than a second is started here and answered with 202, or told by events.
     *
     * @throws ProblemException what the client is to read; its errno decides the status ({@link HttpProblem#status})
     * @throws IOException a failed call; one with an error number is shown as such, another one as unforeseen
     * @throws InterruptedException the node stops; answered with 503
     */
    Answer handle(ApiRequest request) throws ProblemException, IOException, InterruptedException;
}
