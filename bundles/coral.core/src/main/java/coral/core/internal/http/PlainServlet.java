// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.HttpProblem;
import coral.core.problem.ProblemException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A page outside of {@code /api} that is read as a whole, by readers or, where {@code coral.http.open.paths} names it,
 * by all. Safe for use by many threads.
 */
abstract class PlainServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> parameters;

    /** @param parameters that the query may have, each once */
    PlainServlet(Set<String> parameters) {
        this.parameters = parameters;
    }

    /** What is answered. */
    record Text(int status, String contentType, String body) {}

    abstract Text text(HttpServletRequest request, Map<String, List<String>> query)
            throws ProblemException, IOException, InterruptedException;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!Guard.isAdmitted(request)) {
                throw Guard.tokenNeeded("");
            }
            write(response, text(request, query(request)));
        } catch (Refusal e) {
            e.headers().forEach(response::setHeader);
            HttpProblem.write(response, e.status(), e.problem());
        } catch (ProblemException e) {
            HttpProblem.write(response, e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            HttpProblem.write(response, 503, Statuses.problem(503, ""));
        }
    }

    private Map<String, List<String>> query(HttpServletRequest request) throws Refusal {
        Map<String, List<String>> query =
                QueryString.parse(request.getQueryString() == null ? "" : request.getQueryString());
        for (Map.Entry<String, List<String>> one : query.entrySet()) {
            if (!parameters.contains(one.getKey()) || one.getValue().size() > 1) {
                throw Refusal.bad(
                        "CORAL-HTTP-010",
                        "parameter '" + Statuses.shown(one.getKey()) + "' is unknown or there twice; "
                                + (parameters.isEmpty()
                                        ? "there are none here"
                                        : "allowed are " + String.join(", ", parameters)));
            }
        }
        return query;
    }

    private static void write(HttpServletResponse response, Text text) throws IOException {
        byte[] body = text.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(text.status());
        response.setContentType(text.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
