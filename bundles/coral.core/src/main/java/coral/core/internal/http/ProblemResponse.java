// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.HttpProblem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Turns the error pages of servlets and of the dispatcher into problems. */
final class ProblemResponse extends HttpServletResponseWrapper {
    private final String path;

    ProblemResponse(HttpServletResponse response, String path) {
        super(response);
        this.path = path;
    }

    @Override
    public void sendError(int status) throws IOException {
        HttpProblem.write((HttpServletResponse) getResponse(), status, Statuses.problem(status, path));
    }

    /** The message is the servlet's own and may tell too much. */
    @Override
    public void sendError(int status, String message) throws IOException {
        sendError(status);
    }
}
