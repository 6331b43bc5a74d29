// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.HttpProblem;
import coral.core.http.Role;
import coral.core.internal.node.NodeState;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before every servlet of every bundle: nobody gets past without a known host, the same origin and a token
 * whose role is enough. Safe for use by many threads.
 */
final class Guard implements Preprocessor {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final String BEARER = "bearer ";
    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer realm=\"coral\"");

    /** Attribute of every request that came by here; what must never be open to all looks for it as well. */
    private static final String ADMITTED = "coral.core.admitted";

    private final Tokens tokens;
    private final Origins origins;
    private final OpenPaths open;
    private final FailedLogins failed = new FailedLogins(Clock.systemUTC());
    /** Requests that are refused before their token is looked at: anybody can send them without end. */
    private final FailedLogins strange = new FailedLogins(Clock.systemUTC());

    Guard(NodeState node, Tokens tokens) {
        this(
                tokens,
                new Origins(node.property("coral.http.hosts"), node.property("org.apache.felix.http.host")),
                new OpenPaths(node.property("coral.http.open.paths")));
    }

    Guard(Tokens tokens, Origins origins, OpenPaths open) {
        this.tokens = tokens;
        this.origins = origins;
        this.open = open;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = new ProblemResponse((HttpServletResponse) anyResponse, path(request));
        SecurityHeaders.set(response, path(request));
        Tokens.@Nullable Holder holder = null;
        try {
            check(request);
        } catch (Refusal e) {
            refuse(request, response, e, strange.isOneMoreAllowed(String.valueOf(request.getRemoteAddr())));
            return;
        }
        try {
            holder = admit(request);
        } catch (Refusal e) {
            refuse(request, response, e, e.status() != 429);
            return;
        }
        try {
            request.setAttribute(ADMITTED, true);
            chain.doFilter(holder == null ? request : holder.on(request), response);
        } catch (IOException | ServletException | RuntimeException e) {
            LOG.error("CORAL-HTTP-001: {} {} failed unexpectedly", request.getMethod(), path(request), e);
            HttpProblem.write(response, 500, Statuses.problem(500, ""));
        }
        if (holder != null && (!READS.contains(request.getMethod()) || response.getStatus() == 403)) {
            HttpAudit.changed(holder, request, path(request), response.getStatus());
        }
    }

    /** Whether a request came by the guard; false when there was none. */
    static boolean isAdmitted(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(ADMITTED));
    }

    /** As the dispatcher sees it: decoded, without what climbs. */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    private void check(HttpServletRequest request) throws Refusal {
        if (!METHODS.contains(request.getMethod())) {
            throw new Refusal(
                    405,
                    Problem.of("CORAL-HTTP-003", Errno.EOPNOTSUPP, "the method is not served"),
                    Map.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE"));
        }
        origins.check(request);
    }

    private Tokens.@Nullable Holder admit(HttpServletRequest request) throws Refusal {
        boolean reads = READS.contains(request.getMethod());
        String header = request.getHeader("Authorization");
        if (header == null && reads && open.isOpen(path(request))) {
            return null;
        }
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw limited(request, tokenNeeded(""));
        }
        Tokens.Holder holder = tokens.holder(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> limited(request, tokenNeeded("the token is not known here, or is over")));
        if (!reads && !holder.role().covers(Role.OPERATOR)) {
            throw tooLittle(Role.OPERATOR);
        }
        return holder;
    }

    /** A right token always comes through, so nobody can shut others out by guessing wrong. */
    private Refusal limited(HttpServletRequest request, Refusal refusal) {
        if (failed.isOneMoreAllowed(String.valueOf(request.getRemoteAddr()))) {
            return refusal;
        }
        return new Refusal(
                429,
                Problem.of("CORAL-HTTP-014", Errno.EAGAIN, "too many requests without a right token"),
                Map.of("Retry-After", Long.toString(FailedLogins.WINDOW.toSeconds())));
    }

    static Refusal tokenNeeded(String what) {
        Problem problem = new Problem(
                "CORAL-HTTP-012",
                Errno.EACCES,
                what.isEmpty() ? "a token is needed" : what,
                "send 'Authorization: Bearer TOKEN'; 'coral token add' makes one");
        return new Refusal(401, problem, CHALLENGE);
    }

    static Refusal tooLittle(Role needed) {
        return Refusal.of(
                403,
                "CORAL-HTTP-013",
                Errno.EPERM,
                "the token's role is not enough; the least is " + needed.word(),
                "");
    }

    /** @param writtenDown false for the many of one client, which would push everything else out of the audit log */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, Refusal refusal, boolean writtenDown)
            throws IOException {
        if (writtenDown) {
            HttpAudit.refused(request, path(request), refusal);
        }
        refusal.headers().forEach(response::setHeader);
        // What the client still sends is not read.
        response.setHeader("Connection", "close");
        HttpProblem.write(response, refusal.status(), refusal.problem());
    }
}
