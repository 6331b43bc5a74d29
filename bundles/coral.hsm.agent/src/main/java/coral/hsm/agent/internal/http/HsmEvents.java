// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.Content;
import coral.core.http.EventStream;
import coral.core.http.Operation;
import coral.core.task.Workers;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.agent.internal.operation.StatusLine;
import coral.hsm.filesystem.HsmFileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /requests/events}: requests as they change, and the status. One thread looks for all clients, and only while
 * there are any. Safe for use by many threads.
 */
final class HsmEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HsmEvents.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final int STATUS_EVERY = 4;
    /** Fewer than a client's queue holds: one that reads at all keeps its stream. */
    private static final int MOST_AT_ONCE = 200;

    private final FileSystems fileSystems;
    private final Supplier<StatusLine> status;
    private final ScheduledExecutorService timer = Workers.timer("coral-hsm-agent-events");
    private final Set<EventStream> clients = ConcurrentHashMap.newKeySet();
    // Of the timer's thread alone.
    private List<RequestWatch> watches = List.of();
    private @Nullable StatusLine told;
    private int round;
    private boolean looking;

    HsmEvents(FileSystems fileSystems, Supplier<StatusLine> status) {
        this.fileSystems = fileSystems;
        this.status = status;
    }

    Operation operation() {
        return Operation.get(
                "/requests/events",
                "Tells requests as they change (event 'request') and the status (event 'status').",
                Content.events(RequestLine.class),
                request -> Answer.events(this::open));
    }

    private void open(EventStream client) {
        timer.execute(() -> join(client));
    }

    /** The new client is told the status at once; what changes after that is told to it. */
    private void join(EventStream client) {
        try {
            if (!looking) {
                watches = watches();
                looking = true;
                next();
            }
            clients.add(client);
            client.onClose(() -> clients.remove(client));
            client.send("status", status.get());
        } catch (RuntimeException e) {
            LOG.warn("a client's events cannot be begun", e);
            client.close();
        }
    }

    private void next() {
        var unused = timer.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (clients.isEmpty()) {
            watches = List.of();
            looking = false;
            return;
        }
        try {
            tell();
        } catch (RuntimeException e) {
            LOG.warn("events are missed", e);
        } finally {
            next();
        }
    }

    /** One round, on the timer's thread. */
    private void tell() {
        watches = watches();
        int left = MOST_AT_ONCE;
        for (RequestWatch watch : watches) {
            List<RequestLine> changes = watch.changes(left);
            left -= changes.size();
            changes.forEach(change -> send("request", change));
        }
        round = (round + 1) % STATUS_EVERY;
        if (round == 0) {
            StatusLine now = status.get();
            if (!now.equals(told)) {
                told = now;
                send("status", now);
            }
        }
    }

    private void send(String event, Object value) {
        clients.forEach(client -> client.send(event, value));
    }

    /** Those that have been there stay; of one that has come all that is new is told. */
    private List<RequestWatch> watches() {
        List<RequestWatch> now = new ArrayList<>();
        for (HsmFileSystem fileSystem : fileSystems.all()) {
            now.add(watches.stream()
                    .filter(watch -> watch.fileSystem() == fileSystem)
                    .findFirst()
                    .orElseGet(() -> new RequestWatch(fileSystem)));
        }
        return now;
    }

    @Override
    public void close() {
        Workers.stop(timer, STOP_LIMIT);
        clients.forEach(EventStream::close);
    }
}
