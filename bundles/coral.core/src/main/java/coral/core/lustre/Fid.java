// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file identifier, as struct lu_fid of Lustre's uapi/linux/lustre/lustre_user.h (2.15). Immutable.
 *
 * @param sequence 64 bits, unsigned
 * @param objectId 32 bits, unsigned
 * @param version 32 bits, unsigned
 */
public record Fid(long sequence, int objectId, int version) implements Comparable<Fid> {
    /** The root directory of every file system. */
    public static final Fid ROOT = new Fid(0x2_0000_0007L, 1, 0);

    private static final long IDIF_START = 0x1_0000_0000L;
    private static final int IDIF_ID_BITS = 48;

    private static final Pattern TEXT =
            Pattern.compile("\\[?0x([0-9a-fA-F]{1,16}):0x([0-9a-fA-F]{1,8}):0x([0-9a-fA-F]{1,8})]?");

    /** Reads {@code [0xSEQ:0xOID:0xVER]}, with or without brackets; empty for anything else. */
    public static Optional<Fid> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches() || text.startsWith("[") != text.endsWith("]")) {
            return Optional.empty();
        }
        return Optional.of(new Fid(
                Long.parseUnsignedLong(m.group(1), 16),
                Integer.parseUnsignedInt(m.group(2), 16),
                Integer.parseUnsignedInt(m.group(3), 16)));
    }

    /** The FID of an inode of Lustre 1.8. */
    public static Fid igif(long inode, int generation) {
        if (FidSpace.of(inode) != FidSpace.IGIF) {
            throw new IllegalArgumentException("not an inode with an IGIF: " + inode);
        }
        return new Fid(inode, generation, 0);
    }

    /** The FID of an OST's object that has none of its own: index of the OST, and object id of 48 bits. */
    public static Fid idif(int ostIndex, long objectId) {
        if (ostIndex < 0 || ostIndex > 0xffff || objectId < 0 || objectId >>> IDIF_ID_BITS != 0) {
            throw new IllegalArgumentException("not an object with an IDIF: OST " + ostIndex + ", id " + objectId);
        }
        return new Fid(IDIF_START | ((long) ostIndex << 16) | (objectId >>> 32), (int) objectId, 0);
    }

    /** What the sequence says of the object. */
    public FidSpace space() {
        return FidSpace.of(sequence);
    }

    /** The inode of an {@link FidSpace#IGIF}; empty for others. */
    public OptionalLong inode() {
        return space() == FidSpace.IGIF ? OptionalLong.of(sequence) : OptionalLong.empty();
    }

    /** The OST's index in an {@link FidSpace#IDIF}; empty for others. */
    public OptionalInt ostIndex() {
        return space() == FidSpace.IDIF ? OptionalInt.of((int) (sequence >>> 16) & 0xffff) : OptionalInt.empty();
    }

    /** The object id in an {@link FidSpace#IDIF}; empty for others. */
    public OptionalLong ostObjectId() {
        return space() == FidSpace.IDIF
                ? OptionalLong.of(((sequence & 0xffff) << 32) | (objectId & 0xffff_ffffL))
                : OptionalLong.empty();
    }

    /** Lustre's DFID format: {@code [0x200000401:0x1:0x0]}. */
    @Override
    public String toString() {
        return "[0x" + Long.toHexString(sequence) + ":0x" + Integer.toHexString(objectId) + ":0x"
                + Integer.toHexString(version) + "]";
    }

    @Override
    public int compareTo(Fid other) {
        int bySequence = Long.compareUnsigned(sequence, other.sequence);
        if (bySequence != 0) {
            return bySequence;
        }
        int byObject = Integer.compareUnsigned(objectId, other.objectId);
        return byObject != 0 ? byObject : Integer.compareUnsigned(version, other.version);
    }
}
