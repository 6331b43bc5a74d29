// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Directory;
import coral.core.posix.Entries;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what crashed writers left: files in the staging directory that nobody here writes and that have not been
 * modified for an hour, so that another node's are left alone.
 */
final class StagingSweeper implements Runnable {
    static final Duration LEASE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(StagingSweeper.class);

    private final ArchivePlace place;
    private final Set<String> inFlight;
    private final InstantSource clock;

    StagingSweeper(ArchivePlace place, Set<String> inFlight, InstantSource clock) {
        this.place = place;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** One round; never throws, since a thrown exception would end the schedule. */
    @Override
    public void run() {
        try (Directory root = place.open();
                Directory staging = root.directory(ObjectTree.STAGING);
                Entries entries = staging.entries()) {
            Instant limit = clock.instant().minus(LEASE);
            for (Optional<Entries.Entry> e = entries.next(); e.isPresent(); e = entries.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                sweep(staging, e.get().name(), limit);
            }
        } catch (ProblemException e) {
            LOG.debug("Staging of {} not swept: {}", place.root(), e.problem().text());
        } catch (ErrnoException | RuntimeException e) {
            LOG.warn("Staging of {} not swept", place.root(), e);
        }
    }

    private void sweep(Directory staging, String name, Instant limit) throws ErrnoException {
        Optional<FileStatus> status = staging.status(name);
        boolean expired = status.isPresent()
                && status.get().isRegular()
                && status.get().modified().isBefore(limit);
        if (expired && !inFlight.contains(name) && staging.unlink(name)) {
            LOG.info("Removed {}/{}, left by a writer that died", staging, Names.printable(name));
        }
    }
}
