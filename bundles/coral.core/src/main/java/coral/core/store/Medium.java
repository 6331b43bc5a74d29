// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a segment is written to; tests put faults in between. */
interface Medium extends AutoCloseable {
    /** Writes the whole rest of a direct buffer at {@code offset}. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** All that was written is durable when it returns. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /** A file. */
    static Medium of(OpenFile file) {
        return new Medium() {
            @Override
            public void write(ByteBuffer bytes, long offset) throws IOException {
                file.write(bytes, offset);
            }

            @Override
            public void sync() throws IOException {
                file.sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
