// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.shell.Invocation;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import java.util.Set;
import java.util.TreeSet;

/** How many hosts have ended, on one line of standard error that is written over; nothing where there is no terminal. */
final class TerminalProgress implements HostProgress, AutoCloseable {
    private static final long BETWEEN_NANOS = 200_000_000;
    private static final int NAMES = 3;

    private final Invocation invocation;
    private final int hosts;
    private final Set<String> active = new TreeSet<>();
    private int ended;
    private long bytes;
    private long shown = System.nanoTime();
    private boolean written;

    TerminalProgress(Invocation invocation, int hosts) {
        this.invocation = invocation;
        this.hosts = hosts;
    }

    @Override
    public synchronized void begun(Host host) {
        active.add(host.name());
        show();
    }

    @Override
    public synchronized void ended(Host host) {
        active.remove(host.name());
        ended++;
        show();
    }

    @Override
    public synchronized void moved(Host host, long more) {
        bytes += more;
        show();
    }

    private void show() {
        long now = System.nanoTime();
        if (invocation.terminal() == null || now - shown < BETWEEN_NANOS) {
            return;
        }
        shown = now;
        written = true;
        String names = String.join(" ", active.stream().limit(NAMES).toList()) + (active.size() > NAMES ? " …" : "");
        String text = ended + " of " + hosts + (bytes > 0 ? ", " + (bytes >> 20) + " MiB" : "") + ": " + names;
        int width = invocation.terminal().columns() - 1;
        invocation.err().print("\r\033[K" + (text.length() > width ? text.substring(0, width) : text));
        invocation.err().flush();
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (written) {
            invocation.err().print("\r\033[K");
            invocation.err().flush();
        }
    }
}
