// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.HttpProblem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The server's own errors, such as a request that cannot be read, as problems. */
final class ProblemErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, HttpProblem.TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, body(status), callback);
        return true;
    }

    private static ByteBuffer body(int status) {
        return ByteBuffer.wrap(
                HttpProblem.json(status, Statuses.problem(status, "")).getBytes(StandardCharsets.US_ASCII));
    }
}
