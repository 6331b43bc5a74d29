// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.Abi;
import coral.core.internal.nat.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open directory and the calls that work relative to it. Names are decoded by {@link Names}; relative paths may
 * have several components. {@link #open} and {@link #directory} resolve beneath the directory (openat2 with
 * RESOLVE_BENEATH): neither {@code ..}, an absolute path nor a symbolic link leads out. Safe for use by many threads
 * until closed.
 */
public final class Directory implements AutoCloseable {
    private final int fd;
    private final String subject;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Directory(int fd, String subject) {
        this.fd = fd;
        this.subject = subject;
    }

    /** Opens a directory by an absolute path, following symbolic links. */
    public static Directory at(String absolutePath) throws ErrnoException {
        if (!absolutePath.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + Names.printable(absolutePath));
        }
        int flags = Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC;
        int fd = LibC.openat(Abi.AT_FDCWD, CString.of(absolutePath), flags, 0);
        String subject = Names.printable(absolutePath);
        if (fd < 0) {
            throw new ErrnoException("open", subject, LibC.errno());
        }
        return new Directory(fd, subject);
    }

    /** The descriptor, valid until {@link #close}. */
    public int descriptor() {
        return fd;
    }

    /** Opens a file beneath; a new one gets {@code permissions} less the process's umask. */
    public OpenFile open(String path, Access access, int permissions) throws ErrnoException {
        return new OpenFile(openBeneath(path, access.flags(), permissions), subject(path));
    }

    /** Opens a file beneath that is there. */
    public OpenFile open(String path, Access access) throws ErrnoException {
        return open(path, access, 0);
    }

    /** Opens a directory beneath. */
    public Directory directory(String path) throws ErrnoException {
        int flags = Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC | Abi.O_NOFOLLOW;
        return new Directory(openBeneath(path, flags, 0), subject(path));
    }

    /**
     * Opens an inode of this directory's file system, wherever its name is. Needs CAP_DAC_READ_SEARCH.
     *
     * @throws ErrnoException ESTALE when the inode is no more
     */
    public OpenFile openByHandle(FileHandle handle, Access access) throws ErrnoException {
        byte[] bytes = handle.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.nativeOrder());
        buffer.putInt(bytes.length).putInt(handle.type()).put(bytes);
        int opened = LibC.open_by_handle_at(fd, buffer.array(), access.flags());
        if (opened < 0) {
            throw new ErrnoException("open_by_handle_at", subject + " " + handle, LibC.errno());
        }
        return new OpenFile(opened, subject + " " + handle);
    }

    /** Makes a directory; durable after {@link #sync} of its parent. EEXIST when the name is taken. */
    public void make(String path, int permissions) throws ErrnoException {
        check(LibC.mkdirat(fd, CString.of(path), permissions), "mkdir", path);
    }

    /** Makes a directory unless it is there. True if it was made. */
    public boolean ensure(String path, int permissions) throws ErrnoException {
        if (LibC.mkdirat(fd, CString.of(path), permissions) == 0) {
            return true;
        }
        if (LibC.errno() != Errno.EEXIST.number()) {
            throw new ErrnoException("mkdir", subject(path), LibC.errno());
        }
        return false;
    }

    /** Renames within this directory's tree, replacing {@code to} in one step; durable after {@link #sync}. */
    public void rename(String from, String to) throws ErrnoException {
        check(LibC.renameat2(fd, CString.of(from), fd, CString.of(to), 0), "rename", to);
    }

    /**
     * Renames to a name in another open directory of the same file system, replacing it in one step; durable after
     * {@link #sync} of both. Unlike a path with several components it cannot be led astray by a symbolic link.
     */
    public void rename(String from, Directory target, String to) throws ErrnoException {
        if (LibC.renameat2(fd, CString.of(from), target.fd, CString.of(to), 0) < 0) {
            throw new ErrnoException("rename", target.subject(to), LibC.errno());
        }
    }

    /** Removes a name. False when there was none; durable after {@link #sync}. */
    public boolean unlink(String path) throws ErrnoException {
        if (LibC.unlinkat(fd, CString.of(path), 0) == 0) {
            return true;
        }
        if (LibC.errno() == Errno.ENOENT.number()) {
            return false;
        }
        throw new ErrnoException("unlink", subject(path), LibC.errno());
    }

    /** Makes a further hard link. */
    public void link(String existing, String added) throws ErrnoException {
        check(LibC.linkat(fd, CString.of(existing), fd, CString.of(added), 0), "link", added);
    }

    /** Makes a symbolic link. */
    public void symlink(String target, String path) throws ErrnoException {
        check(LibC.symlinkat(CString.of(target), fd, CString.of(path)), "symlink", path);
    }

    /** Where a symbolic link points. */
    public String readlink(String path) throws ErrnoException {
        byte[] buffer = new byte[4096];
        long length = LibC.readlinkat(fd, CString.of(path), buffer, buffer.length);
        if (length < 0) {
            throw new ErrnoException("readlink", subject(path), LibC.errno());
        }
        return Names.decode(Arrays.copyOf(buffer, (int) length));
    }

    /** Status of a name, symbolic links not followed; empty when there is none. */
    public Optional<FileStatus> status(String path) throws ErrnoException {
        try {
            return Optional.of(FileStatus.of(fd, CString.of(path), Abi.AT_SYMLINK_NOFOLLOW, subject(path)));
        } catch (ErrnoException e) {
            if (e.number() == Errno.ENOENT.number()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Status of the directory itself. */
    public FileStatus status() throws ErrnoException {
        return FileStatus.of(fd, new byte[] {0}, Abi.AT_EMPTY_PATH, subject);
    }

    /** Reads the entries one by one, in no order, without {@code .} and {@code ..}; close the reader. */
    public Entries entries() throws ErrnoException {
        return new Entries(openBeneath(".", Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC, 0), subject);
    }

    /** fsync(2) of the directory: names made, renamed and removed are on the device when it returns. */
    public void sync() throws ErrnoException {
        check(LibC.fsync(fd), "fsync", "");
    }

    /** syncfs(2): all that was written to the directory's file system before is on the device. */
    public void syncFileSystem() throws ErrnoException {
        check(LibC.syncfs(fd), "syncfs", "");
    }

    /** Disk space and kind of the file system. */
    public FileSystemStatus fileSystem() throws ErrnoException {
        return FileSystemStatus.of(fd, subject);
    }

    @Override
    public void close() throws ErrnoException {
        if (closed.compareAndSet(false, true)) {
            check(LibC.close(fd), "close", "");
        }
    }

    @Override
    public String toString() {
        return subject;
    }

    private int openBeneath(String path, int flags, int permissions) throws ErrnoException {
        ByteBuffer how = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        how.putLong(flags).putLong((flags & Abi.O_CREAT) != 0 ? permissions : 0);
        how.putLong(Abi.RESOLVE_BENEATH | Abi.RESOLVE_NO_MAGICLINKS);
        long opened = LibC.syscall(Abi.SYS_OPENAT2, fd, CString.of(path), how.array(), how.capacity());
        return (int) check(opened, "open", path);
    }

    private String subject(String path) {
        return path.isEmpty() ? subject : subject + "/" + Names.printable(path);
    }

    private long check(long result, String call, String path) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject(path), LibC.errno());
        }
        return result;
    }
}
