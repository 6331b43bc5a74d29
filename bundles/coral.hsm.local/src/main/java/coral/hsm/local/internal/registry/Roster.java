// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.problem.Problem;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file systems as they are now. Devices are looked at without its lock, so that one that hangs stops nobody else:
 * meanwhile its file system stands here as being opened, and nobody else takes it. Safe for use by many threads.
 */
final class Roster {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final Opener opener;
    private final Registry.Listener listener;
    /** Changed with this object's lock alone; readers need none. */
    private final List<OpenFileSystem> all = new CopyOnWriteArrayList<>();

    Roster(Opener opener, Registry.Listener listener) {
        this.opener = opener;
        this.listener = listener;
    }

    List<OpenFileSystem> list() {
        return List.copyOf(all);
    }

    /** Lists those that are registered; {@link #openAll} opens one after the other. */
    synchronized void list(List<Registration> registrations) {
        registrations.forEach(r -> all.add(beingOpened(r)));
    }

    void openAll() {
        for (OpenFileSystem each : all) {
            Problem offline = each.offline();
            if (offline != null && RegistryProblems.isOpening(offline)) {
                open(each);
            }
        }
    }

    /** Opens those whose directory was missing and is there again. */
    void retry() {
        for (OpenFileSystem each : all) {
            Problem offline = each.offline();
            if (offline != null && RegistryProblems.mayPass(offline)) {
                claim(each).ifPresent(this::open);
            }
        }
    }

    /** Keeps others away until it is opened; empty when it is not as it was seen any more. */
    synchronized Optional<OpenFileSystem> claim(OpenFileSystem seen) {
        int at = all.indexOf(seen);
        if (at < 0) {
            return Optional.empty();
        }
        OpenFileSystem claimed = beingOpened(seen.registration());
        all.set(at, claimed);
        return Optional.of(claimed);
    }

    private static OpenFileSystem beingOpened(Registration registration) {
        return new OpenFileSystem(registration, null, RegistryProblems.opening(registration.name()));
    }

    /** Opens one that is claimed, or lists why it is offline. */
    void open(OpenFileSystem claimed) {
        settle(claimed, opener.opened(claimed.registration(), false));
    }

    private synchronized void settle(OpenFileSystem claimed, OpenFileSystem now) {
        int at = all.indexOf(claimed);
        if (at >= 0) {
            all.set(at, announced(now));
        } else {
            discard(now); // All were closed meanwhile.
        }
    }

    /** Takes a new one in. */
    synchronized OpenFileSystem add(OpenFileSystem opened) {
        OpenFileSystem now = announced(opened);
        all.add(now);
        return now;
    }

    private OpenFileSystem announced(OpenFileSystem now) {
        LocalFileSystem open = now.fileSystem();
        try {
            if (open != null) {
                listener.opened(open);
            }
            return now;
        } catch (RuntimeException e) { // One that is broken must not keep the others away.
            discard(now);
            Registration registration = now.registration();
            return new OpenFileSystem(registration, null, RegistryProblems.failed("opening " + registration.name(), e));
        }
    }

    private static void discard(OpenFileSystem now) {
        LocalFileSystem open = now.fileSystem();
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("closing {}", now.registration().name(), e);
        }
    }

    synchronized void remove(OpenFileSystem gone) throws IOException {
        all.remove(gone);
        shut(gone);
    }

    /** Closes one; returns the first cookie that it did not give out. */
    synchronized long shut(OpenFileSystem found) throws IOException {
        LocalFileSystem open = found.fileSystem();
        if (open == null) {
            return 0;
        }
        listener.closing(open);
        open.close();
        return open.nextCookie();
    }

    synchronized void close() throws IOException {
        for (OpenFileSystem each : all) {
            shut(each);
        }
        all.clear();
    }
}
