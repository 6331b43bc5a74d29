// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.nat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * File calls of glibc (2.28 or newer), directly mapped. Every method returns what the call returned, -1 for an error
 * whose number {@link #errno} gives to the same thread. 64-bit Linux only: off_t, size_t and pointers are long.
 */
public final class LibC {
    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    public static native int openat(int directory, byte[] path, int flags, int mode);

    public static native int close(int fd);

    public static native long pread(int fd, long address, long count, long offset);

    public static native long pwrite(int fd, long address, long count, long offset);

    public static native int fsync(int fd);

    public static native int syncfs(int fd);

    public static native int sync_file_range(int fd, long offset, long count, int flags);

    public static native int ftruncate(int fd, long length);

    public static native int fallocate(int fd, int mode, long offset, long length);

    public static native long lseek(int fd, long offset, int whence);

    public static native int fcntl(int fd, int command, long argument);

    public static native int statx(int directory, byte[] path, int flags, int mask, byte[] result);

    public static native int fstatfs(int fd, byte[] result);

    public static native int fchmod(int fd, int mode);

    public static native int futimens(int fd, byte[] twoTimespecs);

    public static native int mkdirat(int directory, byte[] path, int mode);

    public static native int unlinkat(int directory, byte[] path, int flags);

    public static native int renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

    public static native int linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

    public static native int symlinkat(byte[] target, int directory, byte[] path);

    public static native long readlinkat(int directory, byte[] path, byte[] buffer, long size);

    public static native long fgetxattr(int fd, byte[] name, byte[] value, long size);

    public static native int fsetxattr(int fd, byte[] name, byte[] value, long size, int flags);

    public static native int fremovexattr(int fd, byte[] name);

    public static native long flistxattr(int fd, byte[] list, long size);

    public static native int name_to_handle_at(int directory, byte[] path, byte[] handle, int[] mountId, int flags);

    public static native int open_by_handle_at(int mount, byte[] handle, int flags);

    public static native int setfsuid(int uid);

    public static native int setfsgid(int gid);

    public static native int geteuid();

    public static native int socket(int family, int type, int protocol);

    public static native long sendto(int fd, byte[] bytes, long length, int flags, byte[] address, int addressLength);

    /** The raw call: unlike glibc's setgroups it changes the calling thread alone. */
    public static native long syscall(long number, long first, long second, long third, long fourth);

    /** The raw call with a pinned array as its third argument. */
    public static native long syscall(long number, long first, byte[] second, byte[] third, long fourth);

    /** The raw call with an int array as its second argument. */
    public static native long syscall(long number, long first, int[] second);

    /** Error number of this thread's last failed call. */
    public static int errno() {
        return Native.getLastError();
    }

    /** Address of a direct buffer's first byte, its position not counted. */
    public static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
