// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.EventStream;
import coral.core.shell.Json;
import coral.core.task.CancelToken;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one client, written without blocking: by whoever sends if the client keeps up, else by the
 * server when there is room again. Safe for use by many threads.
 */
final class ClientStream implements EventStream, WriteListener, AsyncListener {
    static final int MOST_QUEUED = 256;
    private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final CancelToken ended = new CancelToken();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    /** Set once the server has said that it may be written. */
    private boolean mayWrite;

    private boolean closing;
    private boolean needsFlush;

    ClientStream(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    void start() {
        synchronized (this) {
            queue.add(COMMENT); // The client sees at once that it is served.
        }
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public boolean send(String event, Object value) {
        if (!EVENT.matcher(event).matches()) {
            throw new IllegalArgumentException("not an event's type: '" + event + "'");
        }
        return put(("event: " + event + "\ndata: " + Json.line(value) + "\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A comment where there is silence. */
    void beat() {
        boolean silent;
        synchronized (this) {
            silent = queue.isEmpty();
        }
        if (silent) {
            put(COMMENT);
        }
    }

    private boolean put(byte[] bytes) {
        boolean overflows = false;
        synchronized (this) {
            if (closing || ended.isCancelled()) {
                return false;
            }
            if (queue.size() >= MOST_QUEUED) {
                overflows = true;
            } else {
                queue.add(bytes);
            }
        }
        if (overflows) {
            LOG.info("a client that reads too slowly loses its event stream");
            cut();
            return false;
        }
        drain();
        return true;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            mayWrite = true;
        }
        drain();
    }

    /** Writes as much as the client takes; ends the answer when nothing more is to come. */
    private void drain() {
        boolean over = false;
        synchronized (this) {
            try {
                while (mayWrite && !ended.isCancelled() && isReady()) {
                    byte @Nullable [] next = queue.poll();
                    if (next != null) {
                        out.write(next);
                        needsFlush = true;
                    } else if (needsFlush) {
                        needsFlush = false;
                        out.flush();
                    } else {
                        over = closing;
                        break;
                    }
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("an event stream broke", e);
                over = true;
            }
        }
        if (over) {
            end();
        }
    }

    /** Once it says no, the server calls {@link #onWritePossible}; until then it must not be asked again. */
    private boolean isReady() {
        mayWrite = out.isReady();
        return mayWrite;
    }

    private void end() {
        if (ended.isCancelled()) {
            return;
        }
        ended.cancel();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("an event stream was over already", e);
        }
    }

    @Override
    public void onClose(Runnable listener) {
        ended.onCancel(listener);
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        drain();
    }

    /** Ends the stream at once, without what is queued and whether or not the client reads. */
    void cut() {
        synchronized (this) {
            closing = true;
            queue.clear();
        }
        end();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("the client of an event stream is gone", failure);
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended.cancel();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // One answer is one stream: nobody starts another.
    }
}
