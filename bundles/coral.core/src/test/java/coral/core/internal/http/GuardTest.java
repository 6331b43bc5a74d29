// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    private Path home;

    private final AtomicInteger status = new AtomicInteger();
    private final Map<String, Object> attributes = new HashMap<>();

    private HttpServletRequest request(String method, String path) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath", "getRequestURI" -> path;
                    case "getScheme" -> "http";
                    case "getServerPort" -> 8745;
                    case "getServerName" -> "localhost";
                    case "getHeader" -> "Host".equals(arguments[0]) ? "localhost:8745" : null;
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "isSecure" -> false;
                    default -> null;
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status.set((Integer) arguments[0]);
                        case "getStatus" -> {
                            return status.get();
                        }
                        case "getOutputStream" -> {
                            return new FakeAnswer();
                        }
                        case "isCommitted", "containsHeader" -> {
                            return false;
                        }
                        default -> {
                            return null;
                        }
                    }
                    return null;
                });
    }

    /** Whether a request without a token comes by a guard that leaves these paths open. */
    private boolean passes(String open, String method, String path) throws Exception {
        Tokens tokens = new Tokens(home, Clock.systemUTC(), new TokenUsers(name -> Optional.empty()));
        tokens.open();
        Guard guard = new Guard(tokens, new Origins("", "127.0.0.1"), new OpenPaths(open));
        AtomicInteger passed = new AtomicInteger();
        attributes.clear();
        guard.doFilter(request(method, path), response(), (request, response) -> passed.incrementAndGet());
        assertThat(Guard.isAdmitted(request(method, path))).isEqualTo(passed.get() == 1);
        return passed.get() == 1;
    }

    @Test
    void openPath_isReadWithoutAToken() throws Exception {
        assertThat(passes("/metrics,/open/", "GET", "/metrics")).isTrue();
        assertThat(passes("/metrics,/open/", "HEAD", "/open/inner")).isTrue();
        assertThat(passes("/metrics,/open/", "GET", "/metrics/more")).isFalse();
        assertThat(passes("", "GET", "/metrics")).isFalse();
        assertThat(status).hasValue(401);
    }

    @Test
    void openPath_isNeverChangedWithoutAToken() throws Exception {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "CONNECT"}) {
            assertThat(passes("/,/open/,/console/", method, "/open/x"))
                    .as(method)
                    .isFalse();
            assertThat(passes("/,/open/,/console/", method, "/")).as(method).isFalse();
        }
    }
}
