// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.caller.Caller;
import coral.core.posix.Names;
import coral.core.shell.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what by HTTP and who was refused, a line of JSON each; never a query, a body or a token.
 */
final class HttpAudit {
    private static final Logger LOG = LoggerFactory.getLogger("coral.audit");

    private HttpAudit() {}

    /**
     * One line of the audit log; what does not apply is null.
     *
     * @param token name of the token, not what it is
     * @param from the client's address
     * @param request method and path, on one line, bounded
     * @param status of the answer
     * @param code why it was refused
     */
    record Event(
            String time,
            @Nullable String user,
            @Nullable Long uid,
            String origin,
            @Nullable String token,
            String from,
            String request,
            int status,
            @Nullable String code) {}

    static void changed(Tokens.Holder holder, HttpServletRequest request, String path, int status) {
        Caller caller = holder.caller();
        write(new Event(
                Instant.now().toString(),
                Names.printable(caller.name()),
                caller.uid(),
                "http",
                holder.token(),
                String.valueOf(request.getRemoteAddr()),
                asked(request, path),
                status,
                null));
    }

    static void refused(HttpServletRequest request, String path, Refusal refusal) {
        write(new Event(
                Instant.now().toString(),
                null,
                null,
                "http",
                null,
                String.valueOf(request.getRemoteAddr()),
                asked(request, path),
                refusal.status(),
                refusal.problem().code()));
    }

    private static String asked(HttpServletRequest request, String path) {
        return Statuses.shown(request.getMethod()) + " " + Statuses.shown(path);
    }

    private static void write(Event event) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", Json.line(event));
        }
    }
}
