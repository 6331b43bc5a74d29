// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What fstatfs(2) tells. Immutable.
 *
 * @param magic the file system's type number (linux/magic.h)
 * @param totalBytes size
 * @param availableBytes free for ordinary users
 * @param freeInodes inodes free
 */
public record FileSystemStatus(long magic, long totalBytes, long availableBytes, long freeInodes) {
    /** ext2, ext3 and ext4 share it. */
    public static final long EXT4 = 0xEF53;

    public static final long XFS = 0x58465342;
    public static final long BTRFS = 0x9123683EL;
    public static final long TMPFS = 0x01021994;
    public static final long OVERLAYFS = 0x794c7630;
    public static final long NFS = 0x6969;

    static FileSystemStatus of(int fd, String subject) throws ErrnoException {
        byte[] result = new byte[120];
        if (LibC.fstatfs(fd, result) < 0) {
            throw new ErrnoException("fstatfs", subject, LibC.errno());
        }
        // struct statfs of asm-generic/statfs.h, 64 bit: type, bsize, blocks, bfree, bavail, files, ffree, …
        ByteBuffer b = ByteBuffer.wrap(result).order(ByteOrder.nativeOrder());
        long block = b.getLong(8);
        return new FileSystemStatus(b.getLong(0), b.getLong(16) * block, b.getLong(32) * block, b.getLong(48));
    }

    /** The name people know, such as ext4; the number in hexadecimal when there is none. */
    public String kind() {
        if (magic == EXT4) {
            return "ext4";
        }
        if (magic == XFS) {
            return "xfs";
        }
        if (magic == BTRFS) {
            return "btrfs";
        }
        if (magic == TMPFS) {
            return "tmpfs";
        }
        if (magic == OVERLAYFS) {
            return "overlayfs";
        }
        if (magic == NFS) {
            return "nfs";
        }
        return "0x" + Long.toHexString(magic);
    }
}
