// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.posix.Extent;
import coral.core.posix.OpenFile;
import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where a copy comes from. Used by one thread at a time. Every call blocks. */
public interface ContentSource {
    /** Length of the content. */
    long lengthBytes() throws IOException;

    /** The first extent that may hold data at or after {@code offset}; empty when only a hole follows. */
    Optional<Extent> nextData(long offset) throws IOException;

    /** Reads into the rest of {@code buffer}, a direct one; bytes read, 0 at the end. */
    int read(ByteBuffer buffer, long offset) throws IOException;

    /** The content of the file that an action is about. */
    static ContentSource of(DataFile file) {
        return new ContentSource() {
            @Override
            public long lengthBytes() throws IOException {
                return file.lengthBytes();
            }

            @Override
            public Optional<Extent> nextData(long offset) throws IOException {
                return file.nextData(offset);
            }

            @Override
            public int read(ByteBuffer buffer, long offset) throws IOException {
                return file.read(buffer, offset);
            }
        };
    }

    /** The first {@code lengthBytes} of a file that holds more, such as a commit record, after its content. */
    static ContentSource of(OpenFile file, long lengthBytes) {
        return new ContentSource() {
            @Override
            public long lengthBytes() {
                return lengthBytes;
            }

            @Override
            public Optional<Extent> nextData(long offset) throws IOException {
                return file.nextData(offset);
            }

            @Override
            public int read(ByteBuffer buffer, long offset) throws IOException {
                return file.read(buffer, offset);
            }
        };
    }
}
