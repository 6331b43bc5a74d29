// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.caller.Caller;
import coral.core.internal.shell.CommandRunner;
import coral.core.internal.shell.NamesWriter;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import coral.core.task.Workers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command that runs for a client, on a thread of its own. Safe for use by many threads. */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final AtomicLong COUNT = new AtomicLong();
    private static final int INTERRUPT = 2;
    private static final int FAILED = 1;

    private final Runner runner;
    private final PeerCredentials credentials;
    private final Outbox outbox;
    private final Request request;
    private final Stdin stdin;
    private final CancelToken cancel = new CancelToken();
    private final Thread thread;
    private volatile int signal = INTERRUPT;

    Call(Services services, UnixDomainPrincipal peer, Request request, Outbox outbox) {
        this.runner = services.runner();
        this.credentials = services.credentials();
        this.outbox = outbox;
        this.request = request;
        this.stdin = new Stdin(outbox, request.terminalInput());
        this.thread = Workers.start("coral-core-call-" + COUNT.incrementAndGet(), () -> run(peer));
    }

    /** What every call needs of the node. */
    record Services(Runner runner, PeerCredentials credentials) {}

    /** Runs a command to its exit code; never throws for what the command does. */
    interface Runner {
        int run(List<String> words, Invocation invocation);
    }

    private void run(UnixDomainPrincipal peer) {
        int exit = FAILED;
        try {
            Invocation invocation = invocation(credentials.caller(peer));
            exit = runner.run(request.words(), invocation);
            invocation.rawOut().flush();
        } catch (IOException e) {
            LOG.debug("a client did not get all it asked for", e);
            outbox.control(Protocol.STDERR, ("coral: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            outbox.finish(exit == CommandRunner.CANCELLED ? 128 + signal : exit);
        }
    }

    private Invocation invocation(Caller caller) {
        OutputStream raw = new BufferedOutputStream(new FrameOutput(outbox, Protocol.STDOUT));
        boolean lines = request.terminal() != null;
        return new Invocation(
                caller,
                request.directory(),
                request.environment(),
                request.terminal(),
                stdin,
                raw,
                new PrintWriter(new NamesWriter(raw), lines),
                new PrintWriter(new NamesWriter(new FrameOutput(outbox, Protocol.STDERR)), true),
                cancel);
    }

    /** Takes a frame of the client. */
    void frame(int type, ByteBuffer payload) throws ProtocolException {
        switch (type) {
            case Protocol.STDIN -> stdin.give(payload);
            case Protocol.SIGNAL -> cancel(payload.hasRemaining() ? Byte.toUnsignedInt(payload.get()) : INTERRUPT);
            case Protocol.WINDOW -> {
                if (payload.remaining() < 2 * Short.BYTES) {
                    throw new ProtocolException("a window without columns and rows");
                }
                stdin.resize(Request.terminal(payload));
            }
            default -> throw new ProtocolException("a frame of unknown type " + type);
        }
    }

    /** Asks the command to end; {@code number} is the signal that its exit code tells. */
    void cancel(int number) {
        signal = number;
        cancel.cancel();
        thread.interrupt();
    }

    boolean isRunning() {
        return thread.isAlive();
    }
}
