// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.caller.Caller;
import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.HttpProblem;
import coral.core.http.Operation;
import coral.core.http.Role;
import coral.core.http.Slice;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the operations of one Api. Safe for use by many threads. */
final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final transient Routes routes;
    private final transient Streams streams;

    ApiServlet(Routes routes, Streams streams) {
        this.routes = routes;
        this.streams = streams;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            serve(request, response);
        } catch (Refusal e) {
            e.headers().forEach(response::setHeader);
            HttpProblem.write(response, e.status(), e.problem());
        } catch (ProblemException e) {
            HttpProblem.write(response, e.problem());
        } catch (ErrnoException e) {
            HttpProblem.write(response, Problem.of("CORAL-CORE-002", e.errno(), String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            HttpProblem.write(response, 503, Statuses.problem(503, ""));
        } catch (RuntimeException | IOException e) {
            LOG.error("CORAL-HTTP-001: {} {} failed unexpectedly", request.getMethod(), request.getRequestURI(), e);
            HttpProblem.write(response, 500, Statuses.problem(500, ""));
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response)
            throws Refusal, ProblemException, IOException, InterruptedException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Routes.Found found = routes.find(request.getMethod(), path);
        Operation operation = found.operation();
        Caller caller = caller(request);
        Role role = role(request, operation);
        checkAccept(request, operation);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        Map<String, java.util.List<String>> values = Values.of(found, QueryString.parse(query));
        ApiRequest asked = new ApiRequest(caller, role, values, body(request, operation));
        answer(operation, operation.handler().handle(asked), request, response);
    }

    /** Whoever came by without the guard gets nothing. */
    private static Caller caller(HttpServletRequest request) throws Refusal {
        if (request.getAttribute(ApiRequest.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw Guard.tokenNeeded("");
    }

    private static Role role(HttpServletRequest request, Operation operation) throws Refusal {
        if (request.getAttribute(ApiRequest.ROLE) instanceof Role role && role.covers(operation.role())) {
            return role;
        }
        throw Guard.tooLittle(operation.role());
    }

    private static void checkAccept(HttpServletRequest request, Operation operation) throws Refusal {
        String accept = request.getHeader("Accept");
        String type = operation.answer().kind() == Content.Kind.EVENTS ? EVENTS : JSON;
        if (accept == null || operation.answer().kind() == Content.Kind.NONE) {
            return;
        }
        for (String one : accept.toLowerCase(Locale.ROOT).split(",", 32)) {
            String range = one.split(";", 2)[0].strip();
            if (range.equals("*/*") || range.equals(type) || range.equals(type.split("/", 2)[0] + "/*")) {
                return;
            }
        }
        throw Refusal.of(
                406,
                "CORAL-HTTP-004",
                Errno.EINVAL,
                "what is answered here is " + type + ", and the request accepts " + Statuses.shown(accept),
                "");
    }

    private static @org.jspecify.annotations.Nullable Object body(HttpServletRequest request, Operation operation)
            throws IOException, Refusal {
        byte[] bytes = Body.read(request.getInputStream(), request.getContentLengthLong());
        if (operation.body().kind() == Content.Kind.NONE) {
            if (bytes.length > 0) {
                throw Refusal.bad("CORAL-HTTP-011", "no body is taken here");
            }
            return null;
        }
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
            throw Refusal.of(
                    415,
                    "CORAL-HTTP-005",
                    Errno.EINVAL,
                    "the body must be " + JSON + (type.isEmpty() ? "" : ", not " + Statuses.shown(type)),
                    "");
        }
        return Body.parse(bytes, operation.body().type());
    }

    private void answer(Operation operation, Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException, Refusal {
        if (answer instanceof Answer.Events events && operation.answer().kind() == Content.Kind.EVENTS) {
            streams.open(request, response, events.opened(), request.getMethod().equals("HEAD"));
        } else if (answer instanceof Answer.Done && operation.answer().kind() == Content.Kind.NONE) {
            response.setStatus(operation.status());
        } else if (answer instanceof Answer.Value value && isDeclared(operation.answer(), value.value())) {
            byte[] body = (Json.line(value.value()) + "\n").getBytes(StandardCharsets.US_ASCII);
            response.setStatus(operation.status());
            response.setContentType(JSON);
            response.setContentLength(body.length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        } else {
            throw new IllegalStateException(
                    operation.path() + " answers " + answer.getClass() + ", declared is " + operation.answer());
        }
    }

    private static boolean isDeclared(Content content, Object value) {
        return switch (content.kind()) {
            case ONE -> content.type().isInstance(value);
            case SLICE ->
                value instanceof Slice<?> slice && slice.items().stream().allMatch(content.type()::isInstance);
            default -> false;
        };
    }
}
