// SPDX-License-Identifier: Apache-2.0
package coral.hsm.source;

import coral.core.posix.Errno;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One agent's registration. {@link #receive} is for one thread, the rest safe for many. Closing it gives back, at once,
 * all that was received and has not ended.
 */
@ConsumerType
public interface ActionSession extends AutoCloseable {
    /**
     * Waits for work, at most {@code wait}. Restores come before archives and removes.
     *
     * @param demand how much of which archive is wanted; a source that cannot choose may give more
     * @return items the agent now owns until it ends or gives them back; empty when the time is over
     * @throws IOException when the source is gone; connect again
     * @throws InterruptedException when interrupted; nothing is lost
     */
    List<ActionItem> receive(Demand demand, Duration wait) throws IOException, InterruptedException;

    /**
     * Opens what the action is about: for an archive the file's data, for a restore the place to write to.
     *
     * @throws IOException when that cannot be opened; the caller then calls {@link #refuse}
     */
    ActiveAction begin(ActionItem item) throws IOException;

    /** Ends an action that was never begun. Durable when it returns; a second end of the same action does nothing. */
    void refuse(ActionItem item, Errno error, String why) throws IOException;

    /**
     * Gives an action back, to be given out again, to whomever. One that was begun may be given back too, once its mover
     * has stopped: the source releases what {@link #begin} opened, and what a restore wrote counts for nothing.
     */
    void giveBack(ActionItem item) throws IOException;

    @Override
    void close();
}
