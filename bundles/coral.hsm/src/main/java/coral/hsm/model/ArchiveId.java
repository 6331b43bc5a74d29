// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import java.util.Optional;

/**
 * Number of an archive: 32 bits, unsigned. 0 means "any" or "none" by its place. Immutable.
 *
 * @param number 0 to 4294967295
 */
public record ArchiveId(long number) implements Comparable<ArchiveId> {
    /** Zero: no archive named. */
    public static final ArchiveId ANY = new ArchiveId(0);

    private static final long MOST = 0xFFFFFFFFL;

    /** Checks the range. */
    public ArchiveId {
        if (number < 0 || number > MOST) {
            throw new IllegalArgumentException("not an archive id (0 to " + MOST + "): " + number);
        }
    }

    /** Reads a decimal number in range; empty for anything else. */
    public static Optional<ArchiveId> parse(String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > MOST) {
            return Optional.empty();
        }
        return Optional.of(new ArchiveId(Long.parseLong(text)));
    }

    @Override
    public int compareTo(ArchiveId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
