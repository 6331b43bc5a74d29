// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.caller.Caller;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Impersonation;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a regular file that its caller may read. For one thread; close it. */
final class FileStream extends InputStream {
    private final OpenFile file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024).limit(0);
    private long offset;

    private FileStream(OpenFile file) {
        this.file = file;
    }

    /** Opens {@code absolutePath} with the caller's rights. */
    static FileStream open(Caller caller, String absolutePath) throws IOException {
        OpenFile opened = Impersonation.as(caller, () -> openFile(absolutePath));
        if (!opened.status().isRegular()) {
            opened.close();
            throw new ErrnoException("read", Names.printable(absolutePath), Errno.EINVAL.number());
        }
        return new FileStream(opened);
    }

    private static OpenFile openFile(String absolutePath) throws IOException {
        int slash = absolutePath.lastIndexOf('/');
        try (Directory parent = Directory.at(slash == 0 ? "/" : absolutePath.substring(0, slash))) {
            return parent.open(absolutePath.substring(slash + 1), Access.READ);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int length = Math.min(most, buffer.remaining());
        buffer.get(into, at, length);
        return length;
    }

    private boolean fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            offset += file.read(buffer, offset);
            buffer.flip();
        }
        return buffer.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
