// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.EventStream;
import coral.core.posix.Errno;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The event streams of one Api's clients; their number is bounded for the whole node. Safe for use by many threads. */
final class Streams implements AutoCloseable {
    private final AtomicInteger open;
    private final int most;
    private final Set<ClientStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param open how many there are in the whole node, shared by all */
    Streams(AtomicInteger open, int most) {
        this.open = open;
        this.most = most;
    }

    void open(HttpServletRequest request, HttpServletResponse response, Consumer<EventStream> opened, boolean headOnly)
            throws IOException, Refusal {
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
        streams.add(stream);
        stream.onClose(() -> {
            streams.remove(stream);
            open.decrementAndGet();
        });
        stream.start();
        opened.accept(stream);
        if (closed) {
            stream.close();
        }
    }

    /** Breaks every silence, which also finds out who is gone. */
    void beat() {
        streams.forEach(ClientStream::beat);
    }

    /** Ends all; none is opened any more. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(ClientStream::close);
    }
}
