// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.Session;
import coral.core.ssh.Host;
import java.util.concurrent.atomic.AtomicBoolean;

/** One authenticated connection. Used by one thread at a time; {@link #abort} by any. */
final class Connection {
    private final Host key;
    private final Session session;
    private final Wire wire;
    private final AtomicBoolean usable = new AtomicBoolean(true);
    private long idleSince = System.nanoTime();

    /** @param host with nothing left open */
    Connection(Host host, Session session, Wire wire) {
        this.key = keyOf(host);
        this.session = session;
        this.wire = wire;
    }

    /** By what connections are told apart. */
    Host key() {
        return key;
    }

    /** Its name does not matter. */
    static Host keyOf(Host complete) {
        return complete.named("-");
    }

    Session session() {
        return session;
    }

    boolean isUsable() {
        return usable.get() && session.isConnected();
    }

    /** It is not to be kept: something was left on it. */
    void spoil() {
        usable.set(false);
    }

    void rest() {
        idleSince = System.nanoTime();
    }

    long idleNanos() {
        return System.nanoTime() - idleSince;
    }

    /** Cuts it without a word; does not block. */
    void abort() {
        usable.set(false);
        wire.cut();
    }

    /** Ends it as the protocol has it. */
    void close() {
        usable.set(false);
        session.disconnect();
        wire.cut();
    }
}
