// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.Optional;
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
