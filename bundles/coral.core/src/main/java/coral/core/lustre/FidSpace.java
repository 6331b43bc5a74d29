// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

/**
 * What a FID's sequence says of the object, as enum fid_seq of Lustre's uapi/linux/lustre/lustre_user.h (2.15). The
 * ranges do not overlap, and every sequence is in one of them.
 */
public enum FidSpace {
    /** Object of an OST with an object id of 64 bits, as it was before FIDs on OSTs: sequence 0. */
    OST_MDT0(0, 0),
    /** Llogs without a name. */
    LLOG(1, 1),
    /** Objects of the echo client. */
    ECHO(2, 2),
    /** Objects of OSTs that old MDTs 1 to 7 made. */
    OST_MDT(3, 9),
    /** Llogs with a name. */
    LLOG_NAME(10, 10),
    /** Reserved. */
    RESERVED(11, 11),
    /** An inode of Lustre 1.8: the sequence is its number, the object id its generation. */
    IGIF(12, 0xffff_ffffL),
    /** Object of an OST whose index and 48-bit id are in sequence and object id. */
    IDIF(0x1_0000_0000L, 0x1_ffff_ffffL),
    /** The beginning of what is above IDIF; not given to anything. */
    START(0x2_0000_0000L, 0x2_0000_0000L),
    /** Files of a target's own, such as last_rcvd. */
    LOCAL_FILE(0x2_0000_0001L, 0x2_0000_0001L),
    /** {@code .lustre} and what is in it. */
    DOT_LUSTRE(0x2_0000_0002L, 0x2_0000_0002L),
    /** Files of a target's own that are found by name. */
    LOCAL_NAME(0x2_0000_0003L, 0x2_0000_0003L),
    /** What must be on one MDT, such as the lock of the whole file system. */
    SPECIAL(0x2_0000_0004L, 0x2_0000_0004L),
    /** Quota files of a target. */
    QUOTA(0x2_0000_0005L, 0x2_0000_0005L),
    /** Quota files of the quota master. */
    QUOTA_GLOBAL(0x2_0000_0006L, 0x2_0000_0006L),
    /** The root directory. */
    ROOT(0x2_0000_0007L, 0x2_0000_0007L),
    /** The tree of layouts that LFSCK makes. */
    LAYOUT_RBTREE(0x2_0000_0008L, 0x2_0000_0008L),
    /** Logs of updates over several MDTs. */
    UPDATE_LOG(0x2_0000_0009L, 0x2_0000_0009L),
    /** Directories of these logs. */
    UPDATE_LOG_DIRECTORY(0x2_0000_000aL, 0x2_0000_000aL),
    /** Between the special sequences and the normal ones; not given to anything yet. */
    UNUSED(0x2_0000_000bL, 0x2_0000_03ffL),
    /** Files and directories of users, and objects of OSTs that have FIDs. */
    NORMAL(0x2_0000_0400L, 0xffff_ffff_ffff_fffeL),
    /** Stands for "the default" in layouts. */
    LOV_DEFAULT(0xffff_ffff_ffff_ffffL, 0xffff_ffff_ffff_ffffL);

    private final long first;
    private final long last;

    FidSpace(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** First sequence, unsigned. */
    public long first() {
        return first;
    }

    /** Last sequence, unsigned. */
    public long last() {
        return last;
    }

    /** The one that a sequence is in. */
    public static FidSpace of(long sequence) {
        for (FidSpace space : values()) {
            if (Long.compareUnsigned(sequence, space.last) <= 0) {
                return space;
            }
        }
        throw new IllegalStateException("no space for " + Long.toHexString(sequence));
    }
}
