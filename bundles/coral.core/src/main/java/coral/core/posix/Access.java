// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.Abi;

/** How {@link Directory#open} opens a file. Symbolic links as the last component are never followed. */
public enum Access {
    /** Read. */
    READ(Abi.O_RDONLY),
    /** Read and write an existing file. */
    READ_WRITE(Abi.O_RDWR),
    /** Make a new file for reading and writing; EEXIST when the name is taken. */
    CREATE_NEW(Abi.O_RDWR | Abi.O_CREAT | Abi.O_EXCL),
    /** Make the file or take an existing one and cut it to zero. */
    CREATE_OR_TRUNCATE(Abi.O_RDWR | Abi.O_CREAT | Abi.O_TRUNC),
    /** Only a place in the tree: no read or write right is needed, and status and handle are all it offers. */
    PATH(Abi.O_PATH);

    private final int flags;

    Access(int flags) {
        this.flags = flags;
    }

    int flags() {
        // O_NONBLOCK: opening a FIFO must not wait for its other end.
        return flags | Abi.O_CLOEXEC | Abi.O_NOFOLLOW | (this == PATH ? 0 : Abi.O_NONBLOCK);
    }
}
