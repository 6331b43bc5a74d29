// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.Abi;
import coral.core.internal.nat.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads a directory in bounded memory. For one thread; close it. */
public final class Entries implements AutoCloseable {
    private final int fd;
    private final String subject;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(64 * 1024).order(ByteOrder.nativeOrder()).limit(0);
    private boolean closed;

    Entries(int fd, String subject) {
        this.fd = fd;
        this.subject = subject;
    }

    /**
     * One name in a directory.
     *
     * @param name decoded by {@link Names}
     * @param type as the file system gives it with the name; empty when it gives none
     */
    public record Entry(String name, Optional<FileStatus.Type> type) {}

    /** The next entry; empty at the end. */
    public Optional<Entry> next() throws ErrnoException {
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                return Optional.empty();
            }
            Entry entry = parse();
            if (!entry.name().equals(".") && !entry.name().equals("..")) {
                return Optional.of(entry);
            }
        }
    }

    @Override
    public void close() throws ErrnoException {
        if (!closed) {
            closed = true;
            if (LibC.close(fd) < 0) {
                throw new ErrnoException("close", subject, LibC.errno());
            }
        }
    }

    private boolean fill() throws ErrnoException {
        long read = LibC.syscall(Abi.SYS_GETDENTS64, fd, LibC.address(buffer), buffer.capacity(), 0);
        if (read < 0) {
            throw new ErrnoException("getdents64", subject, LibC.errno());
        }
        buffer.position(0).limit((int) read);
        return read > 0;
    }

    // struct linux_dirent64: u64 inode, s64 offset, u16 record length, u8 type, name
    private Entry parse() {
        int start = buffer.position();
        int length = buffer.getShort(start + 16) & 0xFFFF;
        int type = buffer.get(start + 18);
        int end = start + 19;
        while (buffer.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - start - 19];
        buffer.get(start + 19, name);
        buffer.position(start + length);
        return new Entry(Names.decode(name), typeOf(type));
    }

    private static Optional<FileStatus.Type> typeOf(int type) {
        return switch (type) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(FileStatus.Type.DIRECTORY);
            case 8 -> Optional.of(FileStatus.Type.REGULAR);
            case 10 -> Optional.of(FileStatus.Type.SYMLINK);
            default -> Optional.of(FileStatus.Type.OTHER);
        };
    }
}
