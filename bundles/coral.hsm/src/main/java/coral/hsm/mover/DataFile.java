// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.core.posix.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The bytes of the file that an action is about. Reads and writes at different places may run on many threads at once.
 * Every call blocks; errors are {@link coral.core.posix.ErrnoException} where there is an error number.
 */
@ConsumerType
public interface DataFile {
    /** Length of the file; the source keeps it and a mover never changes it. */
    long lengthBytes() throws IOException;

    /** The first extent that may hold data at or after {@code offset}; empty when only a hole follows. */
    Optional<Extent> nextData(long offset) throws IOException;

    /**
     * Reads into the rest of {@code buffer}, a direct one.
     *
     * @return bytes read, less than asked for only at the end of the file, 0 there
     */
    int read(ByteBuffer buffer, long offset) throws IOException;

    /** Writes the whole rest of {@code buffer}, a direct one. For restores only. */
    void write(ByteBuffer buffer, long offset) throws IOException;

    /** All that was written is on the device when it returns. */
    void sync() throws IOException;

    /** The open descriptor in this process, for kernel copies; owned by the source: never close it. */
    OptionalInt descriptor();

    /** Path relative to the mount point, such as {@code .lustre/fid/[0x200000401:0x1:0x0]}; where there is one. */
    Optional<String> relativePath();
}
