// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves all connections of the socket on one thread; commands run on their own. */
final class SocketLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final long BETWEEN_CHECKS_MILLIS = 1000;
    private static final int BUSY = 75;

    private final ServerSocketChannel server;
    private final Call.Services services;
    private final Limits limits;
    private final Selector selector;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closing;

    SocketLoop(ServerSocketChannel server, Call.Services services, Limits limits) throws IOException {
        this.server = server;
        this.services = services;
        this.limits = limits;
        this.selector = Selector.open();
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public void run() {
        long nextCheck = System.nanoTime();
        while (!closing || connections.stream().anyMatch(Connection::isOpen)) {
            try {
                selector.select(this::ready, BETWEEN_CHECKS_MILLIS);
                if (System.nanoTime() - nextCheck > 0) {
                    connections.forEach(connection -> connection.checkTime(System.nanoTime(), limits));
                    nextCheck = System.nanoTime() + BETWEEN_CHECKS_MILLIS * 1_000_000;
                }
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException | UncheckedIOException e) {
                LOG.error("CORAL-CORE-005: the socket stopped serving", e);
                return;
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            try {
                connection.ready();
            } catch (RuntimeException e) {
                // One client's trouble must not end the service of all others.
                LOG.error("CORAL-CORE-011: a connection failed unexpectedly", e);
                connection.hangUp();
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                open(channel);
            }
        } catch (IOException e) {
            // Out of file descriptors, or the client has gone already: the next one may have more luck.
            LOG.warn("a client could not be accepted: {}", e.toString());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(key, services);
            connections.removeIf(Connection::isOver);
            boolean room = hasRoom(connection.user());
            key.attach(connection);
            connections.add(connection);
            accepted.increment();
            if (!room) {
                refused.increment();
                connection.refuse("the node serves as many commands as it may; try again", BUSY);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private boolean hasRoom(String user) {
        List<Connection> open = new ArrayList<>(connections);
        if (user.equals("root")) {
            return open.size() < limits.connections();
        }
        long own = open.stream().filter(one -> one.user().equals(user)).count();
        return own < limits.ofOneUser() && open.size() < limits.connections() - limits.keptForRoot();
    }

    /** What was served so far. */
    SocketCounts counts() {
        long open = connections.stream().filter(Connection::isOpen).count();
        return new SocketCounts(accepted.sum(), refused.sum(), open);
    }

    /** Takes no new clients, asks running commands to end and lets their last words out; the loop then ends. */
    void drain() throws IOException {
        server.close();
        connections.forEach(Connection::cancel);
        closing = true;
        selector.wakeup();
    }

    /** Hangs up on those that are still there. */
    @Override
    public void close() throws IOException {
        server.close();
        connections.forEach(Connection::hangUp);
        selector.close();
    }
}
