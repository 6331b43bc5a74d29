// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.posix.Errno;
import coral.hsm.mover.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what became of an archive's actions since the node started. Safe for use by many threads. */
public final class Tally {
    private final Map<Errno, Long> failed = new EnumMap<>(Errno.class);
    private long active;
    private long done;
    private long canceled;
    private long givenBack;
    private long bytes;
    private @Nullable String lastError;

    /**
     * The numbers at one moment. Immutable.
     *
     * @param active running now
     * @param done ended well
     * @param failed ended badly, by error
     * @param canceled stopped because the request was given up
     * @param givenBack returned unharmed to their source
     * @param bytes moved by those that ended well
     * @param lastError what the last failure said
     */
    public record Counts(
            long active,
            long done,
            Map<Errno, Long> failed,
            long canceled,
            long givenBack,
            long bytes,
            Optional<String> lastError) {
        /** Copies the map. */
        public Counts {
            failed = Map.copyOf(failed);
        }

        /** All failures together. */
        public long failures() {
            return failed.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    synchronized void began() {
        active++;
    }

    synchronized void left() {
        active--;
    }

    synchronized void gaveBack() {
        givenBack++;
    }

    synchronized void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Done well) {
            done++;
            bytes += well.bytes();
        } else if (outcome instanceof Outcome.Failed badly) {
            failed(badly.error(), badly.message());
        } else {
            canceled++;
        }
    }

    synchronized void failed(Errno error, String message) {
        failed.merge(error, 1L, Long::sum);
        lastError = message;
    }

    /** The numbers now. */
    public synchronized Counts counts() {
        return new Counts(active, done, failed, canceled, givenBack, bytes, Optional.ofNullable(lastError));
    }
}
