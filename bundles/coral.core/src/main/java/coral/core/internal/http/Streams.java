// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.EventStream;
import coral.core.posix.Errno;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event streams of one Api's clients; their number is bounded for the whole node. Safe for use by many threads. */
final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final AtomicInteger open;
    private final int most;
    private final Predicate<Token> isStill;
    private final Map<ClientStream, Token> streams = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param open how many there are in the whole node, shared by all
     * @param isStill whether a token that opened a stream is right still
     */
    Streams(AtomicInteger open, int most, Predicate<Token> isStill) {
        this.open = open;
        this.most = most;
        this.isStill = isStill;
    }

    void open(HttpServletRequest request, HttpServletResponse response, Consumer<EventStream> opened, boolean headOnly)
            throws IOException, Refusal {
        if (!(request.getAttribute(HeldRequest.TOKEN) instanceof Token token)) {
            throw Guard.tokenNeeded("");
        }
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        if (headOnly) {
            return;
        }
        if (closed || open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new Refusal(
                    503,
                    coral.core.problem.Problem.of(
                            "CORAL-HTTP-017",
                            Errno.EAGAIN,
                            "there are " + most + " event streams, more are not served"),
                    Map.of("Retry-After", "30"));
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ClientStream stream = new ClientStream(async, response.getOutputStream());
        streams.put(stream, token);
        stream.onClose(() -> {
            streams.remove(stream);
            open.decrementAndGet();
        });
        stream.start();
        try {
            opened.accept(stream);
        } catch (RuntimeException e) {
            LOG.error("CORAL-HTTP-001: the events of {} cannot be begun", request.getRequestURI(), e);
            stream.cut();
        }
        if (closed) {
            stream.close();
        }
    }

    /** Breaks every silence, which also finds out who is gone. */
    void beat() {
        streams.keySet().forEach(ClientStream::beat);
    }

    /** Ends those whose token was revoked or is over. */
    void endThoseWithoutToken() {
        streams.forEach((stream, token) -> {
            if (!isStill.test(token)) {
                stream.cut();
            }
        });
    }

    /** Ends all; none is opened any more. */
    @Override
    public void close() {
        closed = true;
        streams.keySet().forEach(ClientStream::close);
    }
}
