// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.Abi;
import coral.core.internal.nat.LibC;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file by its descriptor. Positional reads and writes may run on many threads at once; closing while another
 * thread is in a call is the owner's mistake, as with close(2).
 *
 * <p>Every method throws {@link ErrnoException} with the system call's error.
 */
public final class OpenFile implements AutoCloseable {
    private final int fd;
    private final String subject;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenFile(int fd, String subject) {
        this.fd = fd;
        this.subject = subject;
    }

    /** The descriptor, valid until {@link #close}. */
    public int descriptor() {
        return fd;
    }

    /** What was opened, for messages. */
    public String subject() {
        return subject;
    }

    /** Current status of the file. */
    public FileStatus status() throws ErrnoException {
        return FileStatus.of(fd, new byte[] {0}, Abi.AT_EMPTY_PATH, subject);
    }

    /**
     * Reads into the rest of {@code buffer} from {@code offset}.
     *
     * @param buffer a direct one; its position moves by what was read
     * @return bytes read, 0 at the end of the file
     */
    public int read(ByteBuffer buffer, long offset) throws ErrnoException {
        long address = LibC.address(buffer) + buffer.position();
        long done;
        do {
            done = LibC.pread(fd, address, buffer.remaining(), offset);
        } while (done < 0 && LibC.errno() == Errno.EINTR.number());
        int read = Math.toIntExact(check(done, "pread"));
        buffer.position(buffer.position() + read);
        return read;
    }

    /** Writes the whole rest of {@code buffer}, a direct one, at {@code offset}. */
    public void write(ByteBuffer buffer, long offset) throws ErrnoException {
        long address = LibC.address(buffer);
        long at = offset;
        while (buffer.hasRemaining()) {
            long done = LibC.pwrite(fd, address + buffer.position(), buffer.remaining(), at);
            if (done < 0 && LibC.errno() == Errno.EINTR.number()) {
                continue;
            }
            int written = Math.toIntExact(check(done, "pwrite"));
            buffer.position(buffer.position() + written);
            at += written;
        }
    }

    /** fsync(2): data and metadata are on the device when it returns. */
    public void sync() throws ErrnoException {
        check(LibC.fsync(fd), "fsync");
    }

    /**
     * sync_file_range(2) of the whole file: writes back its pages and waits for them. Cheap where nothing is dirty, since
     * neither a commit of the file system's journal nor a flush of the device is waited for: nothing is durable when it
     * returns. A store through a mapping afterwards faults, and so changes mtime and ctime.
     */
    public void writeBack() throws ErrnoException {
        check(LibC.sync_file_range(fd, 0, 0, Abi.SYNC_FILE_RANGE_WRITE_AND_WAIT), "sync_file_range");
    }

    /** Sets the length; grows by a hole. */
    public void truncate(long lengthBytes) throws ErrnoException {
        check(LibC.ftruncate(fd, lengthBytes), "ftruncate");
    }

    /** Gives the blocks of a range back to the file system: it reads as zeros, the length stays. */
    public void punch(long offset, long lengthBytes) throws ErrnoException {
        check(LibC.fallocate(fd, Abi.FALLOC_KEEP_SIZE_PUNCH_HOLE, offset, lengthBytes), "fallocate");
    }

    /** The first extent that may hold data at or after {@code offset}; empty when only a hole follows. */
    public Optional<Extent> nextData(long offset) throws ErrnoException {
        OptionalLong start = seek(offset, Abi.SEEK_DATA);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        long end = seek(start.getAsLong(), Abi.SEEK_HOLE).orElse(start.getAsLong());
        return end > start.getAsLong()
                ? Optional.of(new Extent(start.getAsLong(), end - start.getAsLong()))
                : Optional.empty();
    }

    /** Sets the lower 12 bits of the mode. */
    public void setPermissions(int permissions) throws ErrnoException {
        check(LibC.fchmod(fd, permissions), "fchmod");
    }

    /** Sets the modification time and leaves the access time. */
    public void setModified(Instant modified) throws ErrnoException {
        ByteBuffer times = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        times.putLong(0).putLong(Abi.UTIME_OMIT).putLong(modified.getEpochSecond());
        times.putLong(modified.getNano());
        check(LibC.futimens(fd, times.array()), "futimens");
    }

    /** Extended attributes of the file. */
    public Xattrs xattrs() {
        return new Xattrs(fd, subject);
    }

    /** The handle by which {@link Directory#openByHandle} finds the inode again. */
    public FileHandle handle() throws ErrnoException {
        byte[] buffer = new byte[8 + Abi.MAX_HANDLE_BYTES];
        ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.nativeOrder());
        view.putInt(0, Abi.MAX_HANDLE_BYTES);
        check(LibC.name_to_handle_at(fd, new byte[] {0}, buffer, new int[1], Abi.AT_EMPTY_PATH), "name_to_handle_at");
        byte[] bytes = new byte[view.getInt(0)];
        view.position(8).get(bytes);
        return new FileHandle(view.getInt(4), bytes);
    }

    /**
     * Takes a write lease: while it is held nobody else has the file open or mapped, and whoever opens it waits (up to
     * /proc/sys/fs/lease-break-time) until the lease is gone. Needs a descriptor opened for reading or writing by the
     * file's owner or root.
     *
     * @throws ErrnoException EAGAIN when the file is open or mapped anywhere else, also by this process
     */
    public Lease leaseExclusively() throws ErrnoException {
        check(LibC.fcntl(fd, Abi.F_SETSIG, Abi.SIGURG), "fcntl F_SETSIG");
        check(LibC.fcntl(fd, Abi.F_SETLEASE, Abi.F_WRLCK), "fcntl F_SETLEASE");
        return new Lease(this);
    }

    /** Disk space and kind of the file system the file lies on. */
    public FileSystemStatus fileSystem() throws ErrnoException {
        return FileSystemStatus.of(fd, subject);
    }

    @Override
    public void close() throws ErrnoException {
        if (closed.compareAndSet(false, true)) {
            check(LibC.close(fd), "close");
        }
    }

    @Override
    public String toString() {
        return subject;
    }

    long check(long result, String call) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, LibC.errno());
        }
        return result;
    }

    private OptionalLong seek(long offset, int whence) throws ErrnoException {
        long found = LibC.lseek(fd, offset, whence);
        if (found >= 0) {
            return OptionalLong.of(found);
        }
        if (LibC.errno() == Errno.ENXIO.number()) {
            return OptionalLong.empty();
        }
        throw new ErrnoException("lseek", subject, LibC.errno());
    }

    /** A write lease; released by {@link #close}, or by the kernel when the descriptor closes. */
    public static final class Lease implements AutoCloseable {
        private final OpenFile file;

        private Lease(OpenFile file) {
            this.file = file;
        }

        /** Whether nobody has asked for the file since; false once an opener waits for the lease to go. */
        public boolean unbroken() throws IOException {
            return file.check(LibC.fcntl(file.fd, Abi.F_SETLEASE + 1, 0), "fcntl F_GETLEASE") == Abi.F_WRLCK;
        }

        @Override
        public void close() throws ErrnoException {
            file.check(LibC.fcntl(file.fd, Abi.F_SETLEASE, Abi.F_UNLCK), "fcntl F_SETLEASE");
        }
    }
}
