// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.posix.Errno;
import coral.hsm.model.HsmAction;
import coral.hsm.mover.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what became of an archive's actions since the node started. Safe for use by many threads. */
public final class Tally {
    private final Map<Errno, Long> failed = new EnumMap<>(Errno.class);
    private final ActionMeter meter = new ActionMeter();
    private long active;
    private long done;
    private long canceled;
    private long givenBack;
    private long bytes;
    private long failedInRow;
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
     * @param failedInRow ended badly since the last one that ended well
     * @param lastError what the last failure said
     */
    public record Counts(
            long active,
            long done,
            Map<Errno, Long> failed,
            long canceled,
            long givenBack,
            long bytes,
            long failedInRow,
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

    synchronized void gaveBack(HsmAction action) {
        meter.count(action, ActionMeter.End.GIVEN_BACK);
        givenBack++;
    }

    synchronized void ended(HsmAction action, Outcome outcome) {
        if (outcome instanceof Outcome.Done well) {
            done++;
            failedInRow = 0;
            bytes += well.bytes();
            meter.count(action, ActionMeter.End.DONE);
            meter.moved(action, well.bytes());
        } else if (outcome instanceof Outcome.Failed badly) {
            failed(action, badly.error(), badly.message());
        } else {
            canceled++;
            meter.count(action, ActionMeter.End.CANCELED);
        }
    }

    synchronized void failed(HsmAction action, Errno error, String message) {
        meter.count(action, ActionMeter.End.FAILED);
        failedInRow++;
        failed.merge(error, 1L, Long::sum);
        lastError = message;
    }

    /** What is counted by kind of action. */
    public ActionMeter meter() {
        return meter;
    }

    /** The numbers now. */
    public synchronized Counts counts() {
        return new Counts(
                active, done, failed, canceled, givenBack, bytes, failedInRow, Optional.ofNullable(lastError));
    }
}
