// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import coral.core.lustre.Fid;
import coral.core.posix.FileHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a file system's handles name an inode, and the FID that stands for each: {@code [0x200000400 + ino >> 32 : low
 * half of ino : generation]}. Both ways without a table.
 */
public enum HandleForm {
    /** FILEID_INO32_GEN of linux/exportfs.h: u32 inode, u32 generation. ext4, and xfs mounted with inode32. */
    INODE32(0x1, 4),
    /** FILEID_INO32_GEN with xfs's 64-bit flag: u64 inode, u32 generation. */
    INODE64(0x81, 8);

    /** First sequence of ordinary files in Lustre: FID_SEQ_NORMAL. */
    private static final long FIRST_SEQUENCE = 0x200000400L;

    private final int type;
    private final int inodeBytes;

    HandleForm(int type, int inodeBytes) {
        this.type = type;
        this.inodeBytes = inodeBytes;
    }

    /** The form of this handle; empty for one of another file system's. */
    public static Optional<HandleForm> of(FileHandle handle) {
        return Stream.of(values()).filter(f -> f.fits(handle)).findFirst();
    }

    /** The FID of a handle of this form. */
    public Fid fid(FileHandle handle) {
        if (!fits(handle)) {
            throw new IllegalArgumentException("not a handle of form " + this + ": " + handle);
        }
        ByteBuffer bytes = ByteBuffer.wrap(handle.bytes()).order(ByteOrder.nativeOrder());
        long inode = inodeBytes == 4 ? bytes.getInt() & 0xFFFFFFFFL : bytes.getLong();
        return new Fid(FIRST_SEQUENCE + (inode >>> 32), (int) inode, bytes.getInt());
    }

    /** The handle of a FID; empty for a FID that this form gives to no file. */
    public Optional<FileHandle> handle(Fid fid) {
        long upper = fid.sequence() - FIRST_SEQUENCE;
        if (upper < 0 || upper > (inodeBytes == 4 ? 0 : 0xFFFFFFFFL)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(inodeBytes + 4).order(ByteOrder.nativeOrder());
        if (inodeBytes == 4) {
            bytes.putInt(fid.objectId());
        } else {
            bytes.putLong(upper << 32 | (fid.objectId() & 0xFFFFFFFFL));
        }
        bytes.putInt(fid.version());
        return Optional.of(new FileHandle(type, bytes.array()));
    }

    private boolean fits(FileHandle handle) {
        return handle.type() == type && handle.bytes().length == inodeBytes + 4;
    }
}
