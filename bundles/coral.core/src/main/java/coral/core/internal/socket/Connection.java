// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the socket. Used by the socket's thread. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int HANG_UP = 1;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Call.Services services;
    private final UnixDomainPrincipal peer;
    private final Outbox outbox;
    private final FrameReader reader = new FrameReader();
    private final long openedNanos = System.nanoTime();
    private @Nullable Call call;
    private long seenWaiting;
    private long progressNanos = openedNanos;

    Connection(SelectionKey key, Call.Services services) throws IOException {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.services = services;
        this.peer = PeerCredentials.of(channel);
        this.outbox = new Outbox(this::wantsToWrite);
        outbox.greet();
    }

    private void wantsToWrite() {
        try {
            if ((key.interestOpsOr(SelectionKey.OP_WRITE) & SelectionKey.OP_WRITE) == 0) {
                key.selector().wakeup();
            }
        } catch (CancelledKeyException e) {
            LOG.trace("the client is gone", e);
        }
    }

    String user() {
        return peer.user().getName();
    }

    /** Reads and writes what can be without waiting; closes the connection when that fails. */
    void ready() {
        try {
            if (key.isReadable() && !reader.read(channel, this::frame)) {
                hangUp();
                return;
            }
            write();
        } catch (ProtocolException e) {
            refuse(e.getMessage() == null ? "protocol error" : e.getMessage(), 1);
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("connection of {} broke", user(), e);
            hangUp();
        }
    }

    private void write() throws IOException {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (!outbox.drain(channel)) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        } else if (outbox.isDone()) {
            hangUp();
        }
    }

    private void frame(int type, ByteBuffer payload) throws IOException {
        if (type == Protocol.REQUEST) {
            call = new Call(services, peer, Request.parse(payload), outbox);
        } else if (call != null) {
            call.frame(type, payload);
        }
    }

    /** Says why nothing (more) is done for this client, and closes once it was told. */
    void refuse(String why, int exit) {
        LOG.info("client of user {} refused: {}", user(), why);
        cancel();
        key.interestOpsAnd(~SelectionKey.OP_READ);
        outbox.control(Protocol.STDERR, ("coral: " + why + "\n").getBytes(StandardCharsets.UTF_8));
        outbox.finish(exit);
    }

    /** Closes the connection if the client has not asked, or has not read, for longer than {@code limits} allow. */
    void checkTime(long nowNanos, Limits limits) {
        long waiting = outbox.waitingBytes();
        if (waiting == 0 || waiting != seenWaiting) {
            seenWaiting = waiting;
            progressNanos = nowNanos;
        }
        boolean silent =
                call == null && nowNanos - openedNanos > limits.request().toNanos();
        if (silent || nowNanos - progressNanos > limits.write().toNanos()) {
            LOG.info("client of user {} {} for too long", user(), silent ? "asked nothing" : "read nothing");
            hangUp();
        }
    }

    /** Asks the command that runs for this client, if any, to end. */
    void cancel() {
        if (call != null) {
            call.cancel(HANG_UP);
        }
    }

    /** Closes the channel and cancels what still runs. */
    void hangUp() {
        outbox.close();
        if (!outbox.isDone()) {
            cancel();
        }
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether neither the client nor its command holds anything of the node. */
    boolean isOver() {
        return !channel.isOpen() && (call == null || !call.isRunning());
    }
}
