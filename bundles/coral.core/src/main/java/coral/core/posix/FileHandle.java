// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A kernel file handle (name_to_handle_at): names an inode of one file system for as long as the inode lives, whatever
 * its path, and never a later file that got the same inode number. Immutable.
 */
public final class FileHandle {
    private final int type;
    private final byte[] bytes;

    /**
     * Makes a handle from its parts.
     *
     * @param type the file system's handle type: 0x1 ext4, 0x81 xfs, 0x4d btrfs
     * @param bytes 1 to 128 bytes, copied
     */
    public FileHandle(int type, byte[] bytes) {
        if (bytes.length < 1 || bytes.length > 128) {
            throw new IllegalArgumentException("not a file handle of " + bytes.length + " bytes");
        }
        this.type = type;
        this.bytes = bytes.clone();
    }

    /** The file system's handle type. */
    public int type() {
        return type;
    }

    /** A copy of the handle's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHandle that && type == that.type && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Integer.toHexString(type) + ":" + HexFormat.of().formatHex(bytes);
    }
}
