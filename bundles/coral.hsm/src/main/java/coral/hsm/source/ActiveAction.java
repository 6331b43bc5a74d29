// SPDX-License-Identifier: Apache-2.0
package coral.hsm.source;

import coral.core.task.CancelToken;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** An action in work. Safe for use by many threads; {@link #end} releases all it holds. */
@ConsumerType
public interface ActiveAction {
    /** What is asked. */
    ActionItem item();

    /** The data to read (archive) or write (restore); empty for a remove. */
    Optional<DataFile> data();

    /** Cancelled when the coordinator gives up the request; the mover then stops within one block. */
    CancelToken cancelled();

    /**
     * Reports what is done; with unchanged bytes it is a heartbeat. Must be called at least every 60 s.
     *
     * @param bytesDone bytes moved since the action began
     * @throws IOException when the source does not know the action any more
     */
    void progress(long bytesDone) throws IOException;

    /**
     * Ends the action. When it returns, the outcome is durable, and so is the file's new state; a restored file can be
     * read. A second call does nothing.
     *
     * @return what the source made of it: an archive whose file changed meanwhile has failed although the mover did its
     *     work; the agent then has the object removed
     * @throws IOException when the outcome could not be recorded: the source will give the action out again
     */
    Outcome end(Outcome outcome) throws IOException;
}
