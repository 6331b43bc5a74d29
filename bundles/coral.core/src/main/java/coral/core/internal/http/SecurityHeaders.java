// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer tells a browser. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void set(HttpServletResponse response, String path) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        if (path.startsWith("/api/")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
