// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import coral.lustre.internal.bytes.FidBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The extended attribute {@code trusted.lma}: the inode's own FID and what a server must understand to touch it (struct
 * lustre_mdt_attrs of lustre_user.h, 2.17). What OSTs and old versions keep behind it is not read.
 *
 * @param compat LMAC_*
 * @param incompat LMAI_*
 */
public record InodeAttributes(int compat, int incompat, Fid fid) {
    private static final int BYTES = 24;
    private static final int AGENT = 0x2;
    private static final int REMOTE_PARENT = 0x4;
    private static final int STRIPED = 0x8;
    private static final int ORPHAN = 0x10;
    private static final int ENCRYPTED = 0x20;
    private static final int KNOWN = AGENT | REMOTE_PARENT | STRIPED | ORPHAN | ENCRYPTED;

    /**
     * Reads the attribute.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for fewer than 24 bytes
     */
    public static InodeAttributes decode(byte[] value) throws ProblemException {
        return Damaged.check(
                "trusted.lma",
                value,
                bytes -> new InodeAttributes(bytes.getInt(), bytes.getInt(), FidBytes.read(bytes)));
    }

    /** Writes the attribute. */
    public byte[] encode() {
        ByteBuffer to = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FidBytes.write(to.putInt(compat).putInt(incompat), fid);
        return to.array();
    }

    /** Stands in for an inode on another MDT. */
    public boolean agent() {
        return (incompat & AGENT) != 0;
    }

    /** The directory that it lies in is on another MDT. */
    public boolean remoteParent() {
        return (incompat & REMOTE_PARENT) != 0;
    }

    /** A striped directory, or a stripe of one. */
    public boolean striped() {
        return (incompat & STRIPED) != 0;
    }

    /** Unlinked, but still open. */
    public boolean orphan() {
        return (incompat & ORPHAN) != 0;
    }

    /** Encrypted by clients. */
    public boolean encrypted() {
        return (incompat & ENCRYPTED) != 0;
    }

    /** Bits of {@link #incompat} that Lustre 2.17 would refuse to touch the inode for. */
    public int unknownIncompat() {
        return incompat & ~KNOWN;
    }
}
