// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coral.core.http.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Token TOKEN =
            new Token("one", Role.READER, "root", "0".repeat(64), Instant.parse("2026-11-24T12:00:00Z"), null);

    private final FakeAnswer answer = new FakeAnswer();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean right = new AtomicBoolean(true);
    private final Streams streams = new Streams(open, 2, token -> token.equals(TOKEN) && right.get());

    private HttpServletRequest request(@Nullable Token token) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> token;
                    case "startAsync" -> answer.async();
                    default -> null;
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> method.getName().equals("getOutputStream") ? answer : null);
    }

    private void openOne() throws Exception {
        streams.open(request(TOKEN), response(), stream -> {}, false);
    }

    @Test
    void stream_endsWhenItsTokenIsRevoked() throws Exception {
        openOne();
        streams.endThoseWithoutToken();
        assertThat(answer.completed).hasValue(0);

        right.set(false);
        streams.endThoseWithoutToken();

        assertThat(answer.completed).hasValue(1);
        assertThat(open).hasValue(0);
    }

    @Test
    void stream_withoutAToken_isNotOpened() {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> streams.open(request(null), response(), stream -> {}, false));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(open).hasValue(0);
    }

    @Test
    void streams_areBounded_andAPlaceIsFreeAgain() throws Exception {
        openOne();
        openOne();
        Refusal refusal = catchThrowableOfType(Refusal.class, this::openOne);
        assertThat(refusal.problem().code()).isEqualTo("CORAL-HTTP-017");
        assertThat(refusal.status()).isEqualTo(503);

        right.set(false);
        streams.endThoseWithoutToken();

        assertThat(open).hasValue(0);
        openOne();
    }

    @Test
    void stream_whoseHandlerThrows_isEnded() throws Exception {
        streams.open(
                request(TOKEN),
                response(),
                stream -> {
                    throw new IllegalStateException("no events");
                },
                false);

        assertThat(answer.completed).hasValue(1);
        assertThat(open).hasValue(0);
    }
}
