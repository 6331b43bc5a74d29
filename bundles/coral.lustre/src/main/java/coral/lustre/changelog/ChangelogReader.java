// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import coral.core.problem.ProblemException;
import coral.lustre.internal.changelog.RecordStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads records one after the other, as {@code /dev/changelog-FSNAME-MDTnnnn} gives them: no space between them, each
 * at most {@link ChangelogRecord#MAX_BYTES} long. After damage it refuses to go on, since nothing tells where the next
 * record begins: open the device again and seek to {@link #lastIndex} + 1. For one thread.
 */
public final class ChangelogReader implements AutoCloseable {
    private final RecordStream stream;

    /** A reader that owns {@code in}. */
    public ChangelogReader(InputStream in) {
        stream = new RecordStream(in);
    }

    /**
     * Reads the next record; blocks as the stream does. Empty at the stream's end.
     *
     * @throws IOException what reading throws; the reader must not be used any more
     * @throws ProblemException CORAL-LUSTRE-203 for a damaged record, one that is cut off, or one whose index is not
     *     larger than the last one's; every later call throws it again
     */
    public Optional<ChangelogRecord> next() throws IOException, ProblemException {
        return stream.next();
    }

    /** The index of the last record that was read; 0 for none. */
    public long lastIndex() {
        return stream.lastIndex();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
