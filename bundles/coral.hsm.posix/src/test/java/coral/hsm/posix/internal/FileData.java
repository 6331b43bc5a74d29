// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Extent;
import coral.core.posix.OpenFile;
import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A real file as an action's data. */
final class FileData implements DataFile, AutoCloseable {
    private final OpenFile file;
    private final long lengthBytes;

    private FileData(OpenFile file, long lengthBytes) {
        this.file = file;
        this.lengthBytes = lengthBytes;
    }

    /** A new file that is one hole. */
    static FileData create(Path directory, String name, long lengthBytes) throws IOException {
        try (Directory at = Directory.at(directory.toString())) {
            OpenFile file = at.open(name, Access.CREATE_NEW, 0600);
            file.truncate(lengthBytes);
            return new FileData(file, lengthBytes);
        }
    }

    /** Space taken on the device. */
    long allocatedBytes() throws IOException {
        return file.status().allocatedBytes();
    }

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

    @Override
    public void write(ByteBuffer buffer, long offset) throws IOException {
        file.write(buffer, offset);
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public OptionalInt descriptor() {
        return OptionalInt.of(file.descriptor());
    }

    @Override
    public Optional<String> relativePath() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
