// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginsTest {
    private final Origins origins = new Origins(" Node1.example ,", "0.0.0.0");

    /** A request with these headers by http; the server name is that of its Host. */
    private static HttpServletRequest request(Map<String, String> headers) {
        String host = headers.getOrDefault("Host", "localhost");
        return (HttpServletRequest) Proxy.newProxyInstance(
                OriginsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get(String.valueOf(arguments[0]));
                    case "getServerName" -> host.replaceAll(":[0-9]*$", "");
                    case "getScheme" -> "http";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private int status(Map<String, String> headers) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> origins.check(request(headers)));
        return refusal == null ? 200 : refusal.status();
    }

    @Test
    void knownHosts_areServed_othersNot() {
        assertThat(status(Map.of("Host", "localhost:8745"))).isEqualTo(200);
        assertThat(status(Map.of("Host", "LOCALHOST"))).isEqualTo(200);
        assertThat(status(Map.of("Host", "[::1]:8745"))).isEqualTo(200);
        assertThat(status(Map.of("Host", "node1.example:1"))).isEqualTo(200);
        assertThat(status(Map.of("Host", "evil.example"))).isEqualTo(421);
        assertThat(status(Map.of("Host", "localhost.evil.example"))).isEqualTo(421);
        assertThat(status(Map.of("Host", "0.0.0.0"))).isEqualTo(421);
        assertThat(status(Map.of("Host", ""))).isEqualTo(421);
        assertThat(status(Map.of())).isEqualTo(421);
    }

    @Test
    void origin_mustBeTheNodesOwn() {
        assertThat(status(Map.of("Host", "localhost:8745", "Origin", "http://localhost:8745")))
                .isEqualTo(200);
        for (String origin : new String[] {
            "null", "", "http://localhost", "http://localhost:87456", "https://localhost:8745", "http://evil.example"
        }) {
            assertThat(status(Map.of("Host", "localhost:8745", "Origin", origin)))
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    @Test
    void openPaths_areTheConfiguredOnes_exactlyOrBelow() {
        OpenPaths open = new OpenPaths("/health, /metrics/");

        assertThat(open.isOpen("/health")).isTrue();
        assertThat(open.isOpen("/metrics/a")).isTrue();
        assertThat(open.isOpen("/console/index.html")).isTrue();
        assertThat(open.isOpen("/healthy")).isFalse();
        assertThat(open.isOpen("/health/x")).isFalse();
        assertThat(open.isOpen("/api/v1/node")).isFalse();
        assertThat(new OpenPaths("").isOpen("/api/v1/node")).isFalse();
    }
}
