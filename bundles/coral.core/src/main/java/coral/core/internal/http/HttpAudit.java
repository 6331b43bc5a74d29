// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.caller.Caller;
import coral.core.posix.Names;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who changed what by HTTP and who was refused; never a query, a body or a token. */
final class HttpAudit {
    private static final Logger LOG = LoggerFactory.getLogger("coral.audit");

    private HttpAudit() {}

    static void changed(Tokens.Holder holder, HttpServletRequest request, String path, int status) {
        Caller caller = holder.caller();
        LOG.info(
                "HTTP uid={} name={} token={} from={} request: {} {} answered {}",
                caller.uid(),
                Names.printable(caller.name()),
                holder.token(),
                request.getRemoteAddr(),
                request.getMethod(),
                Statuses.shown(path),
                status);
    }

    static void refused(HttpServletRequest request, String path, Refusal refusal) {
        LOG.info(
                "HTTP from={} refused: {} {} answered {} {}",
                request.getRemoteAddr(),
                Statuses.shown(request.getMethod()),
                Statuses.shown(path),
                refusal.status(),
                refusal.problem().code());
    }
}
