// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.shell.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Problems as HTTP has them (RFC 9457). Handlers of an {@link Api} throw them; other servlets write them with this.
 */
public final class HttpProblem {
    /** Media type of what is written. */
    public static final String TYPE = "application/problem+json";

    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "5";

    private HttpProblem() {}

    /** The status that stands for an error number; the one place where this is decided. */
    public static int status(Errno errno) {
        return switch (errno) {
            case EINVAL, E2BIG, ERANGE, ENAMETOOLONG, ENOTDIR, EISDIR, ELOOP, EOVERFLOW, ENOTTY, EBADF -> 400;
            case EPERM, EACCES, EROFS -> 403;
            case ENOENT, ENXIO, ENODEV, ENODATA, ESTALE -> 404;
            case EEXIST, EBUSY, EALREADY, EINPROGRESS, ENOTEMPTY, ETXTBSY, EXDEV, EMLINK, ECANCELED -> 409;
            case EFBIG -> 413;
            case EOPNOTSUPP, ENOSYS -> 501;
            case EAGAIN, EINTR, ENOMEM, ENFILE, EMFILE, EDEADLK, ESHUTDOWN -> UNAVAILABLE;
            case ECONNREFUSED, ECONNRESET, ECONNABORTED, EHOSTUNREACH, EPIPE, EPROTO -> 502;
            case ETIMEDOUT -> 504;
            case ENOSPC, EDQUOT -> 507;
            case EIO, EFAULT -> 500;
        };
    }

    /** Writes a problem with the status of its errno. Does nothing to an answer that has begun. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, status(problem.errno()), problem);
    }

    /** Writes a problem with a status of its own. Does nothing to an answer that has begun. */
    public static void write(HttpServletResponse response, int status, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json(status, problem).getBytes(StandardCharsets.US_ASCII);
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (status == UNAVAILABLE && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The body: {@code title}, {@code status}, {@code detail}, {@code code}, {@code errno}, {@code remedy}. */
    public static String json(int status, Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", problem.errno().text());
        body.put("status", status);
        body.put("detail", problem.message());
        body.put("code", problem.code());
        body.put("errno", problem.errno().number());
        if (!problem.remedy().isEmpty()) {
            body.put("remedy", problem.remedy());
        }
        return Json.line(body);
    }
}
