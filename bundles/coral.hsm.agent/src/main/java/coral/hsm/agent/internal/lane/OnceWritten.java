// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.posix.Extent;
import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Knows whether a mover may have written to a file. A restore expects a target that reads as zeros, so it can be tried
 * again on the same target only while that is untouched.
 */
final class OnceWritten implements DataFile {
    private final DataFile file;
    private volatile boolean touched;

    OnceWritten(DataFile file) {
        this.file = file;
    }

    boolean isTouched() {
        return touched;
    }

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

    @Override
    public void write(ByteBuffer buffer, long offset) throws IOException {
        touched = true;
        file.write(buffer, offset);
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public OptionalInt descriptor() {
        OptionalInt descriptor = file.descriptor();
        touched |= descriptor.isPresent();
        return descriptor;
    }

    @Override
    public Optional<String> relativePath() {
        // A mover in another process writes by this path.
        Optional<String> path = file.relativePath();
        touched |= path.isPresent();
        return path;
    }
}
