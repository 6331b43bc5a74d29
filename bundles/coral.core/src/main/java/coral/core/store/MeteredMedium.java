// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Counts what goes to a medium. */
record MeteredMedium(Medium medium, JournalCounts counts) implements Medium {
    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
        int lengthBytes = bytes.remaining();
        medium.write(bytes, offset);
        counts.wrote(lengthBytes);
    }

    @Override
    public void sync() throws IOException {
        long start = System.nanoTime();
        medium.sync();
        counts.syncedSince(start);
    }

    @Override
    public void close() throws IOException {
        medium.close();
    }
}
