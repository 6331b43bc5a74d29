// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.nat;

/** Numbers of the Linux ABI, from uapi/asm-generic/fcntl.h, linux/fcntl.h, linux/openat2.h, linux/falloc.h (6.1). */
public final class Abi {
    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_TRUNC = 0x200;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;
    // arch/arm64/include/uapi/asm/fcntl.h differs for these two.
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;

    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EMPTY_PATH = 0x1000;
    public static final int STATX_BASIC_STATS = 0x7ff;

    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;
    /** WAIT_BEFORE, WRITE and WAIT_AFTER. */
    public static final int SYNC_FILE_RANGE_WRITE_AND_WAIT = 7;

    public static final int FALLOC_KEEP_SIZE_PUNCH_HOLE = 3;

    public static final int F_SETSIG = 10;
    public static final int F_SETLEASE = 1024;
    public static final int F_WRLCK = 1;
    public static final int F_UNLCK = 2;
    /** Ignored by default; the lease's own SIGIO would end the JVM. */
    public static final int SIGURG = 23;

    public static final int AF_UNIX = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int MSG_DONTWAIT_NOSIGNAL = 0x4040;

    public static final long UTIME_OMIT = 0x3ffffffe;
    public static final int MAX_HANDLE_BYTES = 128;

    public static final long SYS_OPENAT2 = 437;
    public static final long SYS_SETGROUPS = ARM ? 159 : 116;
    public static final long SYS_GETGROUPS = ARM ? 158 : 115;
    public static final long SYS_GETDENTS64 = ARM ? 61 : 217;
    public static final long RESOLVE_BENEATH = 0x08;
    public static final long RESOLVE_NO_MAGICLINKS = 0x02;

    private Abi() {}
}
