// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Finds the way to a host: none for the one that the node runs on. Safe for use by many threads. */
final class Places implements AutoCloseable {
    private final SshSettings settings;
    private final KnownHosts known;
    private final Connector connector;
    private final ConnectionPool pool;
    private final Set<String> own;

    Places(SshSettings settings) {
        this.settings = settings;
        this.known = new KnownHosts(settings.knownHosts());
        this.connector = new Connector(settings, known);
        this.pool = new ConnectionPool(settings.kept().most(), settings.kept().idle());
        this.own = own();
    }

    private static Set<String> own() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return Set.of("localhost", name, name.replaceFirst("\\..*", ""));
        } catch (IOException | IllegalArgumentException e) {
            return Set.of("localhost");
        }
    }

    /** Whether a host is this one: by its own name or {@code localhost}, and with neither user nor port. */
    boolean isLocal(Host host) {
        return own.contains(host.address())
                && host.user().isEmpty()
                && host.port() == 0
                && host.jump().isEmpty();
    }

    Place of(Attempt attempt) {
        Host host = attempt.host();
        return isLocal(host) ? new LocalPlace(attempt) : new RemotePlace(complete(host), attempt, connector, pool);
    }

    Host complete(Host host) {
        return settings.login().complete(host);
    }

    KnownHosts known() {
        return known;
    }

    Connector connector() {
        return connector;
    }

    int kept() {
        return pool.size();
    }

    @Override
    public void close() {
        pool.close();
        connector.close();
    }
}
