// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.Abi;
import coral.core.internal.nat.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What statx(2) tells of a file. Immutable.
 *
 * @param device the file system's device number, major in the upper half
 * @param inode inode number
 * @param type what kind of file
 * @param permissions the lower 12 bits of the mode
 * @param links number of hard links
 * @param uid owner
 * @param gid group
 * @param sizeBytes length
 * @param allocatedBytes space taken on the device
 * @param accessed atime
 * @param modified mtime
 * @param changed ctime
 */
public record FileStatus(
        long device,
        long inode,
        Type type,
        int permissions,
        long links,
        long uid,
        long gid,
        long sizeBytes,
        long allocatedBytes,
        Instant accessed,
        Instant modified,
        Instant changed) {
    /** Kinds of file. */
    public enum Type {
        REGULAR,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    /** Whether it is a regular file. */
    public boolean isRegular() {
        return type == Type.REGULAR;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    static FileStatus of(int directory, byte[] path, int flags, String subject) throws ErrnoException {
        byte[] result = new byte[256];
        if (LibC.statx(directory, path, flags, Abi.STATX_BASIC_STATS, result) < 0) {
            throw new ErrnoException("statx", subject, LibC.errno());
        }
        return parse(ByteBuffer.wrap(result).order(ByteOrder.nativeOrder()));
    }

    // struct statx of linux/stat.h
    private static FileStatus parse(ByteBuffer b) {
        int mode = b.getShort(0x1c) & 0xFFFF;
        return new FileStatus(
                (b.getInt(0x88) & 0xFFFFFFFFL) << 32 | (b.getInt(0x8c) & 0xFFFFFFFFL),
                b.getLong(0x20),
                typeOf(mode),
                mode & 07777,
                b.getInt(0x10) & 0xFFFFFFFFL,
                b.getInt(0x14) & 0xFFFFFFFFL,
                b.getInt(0x18) & 0xFFFFFFFFL,
                b.getLong(0x28),
                b.getLong(0x30) * 512,
                time(b, 0x40),
                time(b, 0x70),
                time(b, 0x60));
    }

    private static Type typeOf(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> Type.REGULAR;
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.SYMLINK;
            default -> Type.OTHER;
        };
    }

    private static Instant time(ByteBuffer b, int at) {
        return Instant.ofEpochSecond(b.getLong(at), b.getInt(at + 8));
    }
}
