// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.List;
import java.util.Optional;

/**
 * Which stripe of a directory a name goes to, and what is being done with the directory: lmv_hash_type, as enum
 * lmv_hash_type and LMV_HASH_FLAG_* of lustre_user.h (2.17). Bits that this version does not know are kept.
 *
 * @param bits type in the lower 16, flags above; lfs does not print those of splitting and merging
 */
public record DirectoryHash(int bits) {
    private static final List<String> TYPES = List.of("none", "all_char", "fnv_1a_64", "crush", "crush2");
    private static final int OVERSTRIPED = 0x01000000;
    private static final int FIXED = 0x02000000;
    private static final int MERGE = 0x04000000;
    private static final int SPLIT = 0x08000000;
    private static final int LOST_LMV = 0x10000000;
    private static final int BAD_TYPE = 0x20000000;
    private static final int MIGRATION = 0x80000000;
    /** LMV_HASH_FLAG_KNOWN: what lfs does not call unknown. */
    private static final int KNOWN = 0xbf000000;

    private static final List<String> FLAGS = List.of("overstriped", "migrating", "bad_type", "lost_lmv", "fixed");
    private static final List<Integer> FLAG_BITS = List.of(OVERSTRIPED, MIGRATION, BAD_TYPE, LOST_LMV, FIXED);

    /** Reads what {@code lfs getdirstripe} prints, such as {@code fnv_1a_64,fixed}; empty for unknown words. */
    public static Optional<DirectoryHash> parse(String text) {
        String[] words = text.split(",", -1);
        Optional<Integer> type = type(words[0]);
        int bits = type.orElse(0);
        for (int i = 1; i < words.length && type.isPresent(); i++) {
            Optional<Integer> flag = flag(words[i]);
            if (flag.isEmpty()) {
                return Optional.empty();
            }
            bits |= flag.get();
        }
        return type.isEmpty() ? Optional.empty() : Optional.of(new DirectoryHash(bits));
    }

    private static Optional<Integer> type(String word) {
        int known = TYPES.indexOf(word);
        if (known >= 0) {
            return Optional.of(known);
        }
        return word.matches("0x[0-9a-f]{1,4}")
                ? Optional.of(Integer.parseInt(word.substring(2), 16))
                : Optional.empty();
    }

    private static Optional<Integer> flag(String word) {
        int known = FLAGS.indexOf(word);
        if (known >= 0) {
            return Optional.of(FLAG_BITS.get(known));
        }
        return word.matches("unknown_[0-9a-f]{4,8}")
                ? Optional.of(Integer.parseUnsignedInt(word.substring("unknown_".length()), 16))
                : Optional.empty();
    }

    /** LMV_HASH_TYPE_*: 0 none, 1 all_char, 2 fnv_1a_64, 3 crush, 4 crush2; others are newer than this version. */
    public int type() {
        return bits & 0xffff;
    }

    /** True while the directory is moved to other MDTs, split or merged. */
    public boolean migrating() {
        return (bits & MIGRATION) != 0;
    }

    /** True while the directory gets more stripes; lfs does not tell it. */
    public boolean splitting() {
        return migrating() && (bits & SPLIT) != 0;
    }

    /** True while the directory gets fewer stripes; lfs does not tell it. */
    public boolean merging() {
        return migrating() && (bits & MERGE) != 0;
    }

    /** True if the directory does not split by itself. */
    public boolean fixed() {
        return (bits & FIXED) != 0;
    }

    /** True if an MDT may have more than one stripe. */
    public boolean overstriped() {
        return (bits & OVERSTRIPED) != 0;
    }

    /** True if names do not lie where their hash says, as after a migration that failed. */
    public boolean badType() {
        return (bits & BAD_TYPE) != 0;
    }

    /** True if LFSCK has made the attribute again. */
    public boolean lostLmv() {
        return (bits & LOST_LMV) != 0;
    }

    /** As lfs prints it. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(type() < TYPES.size() ? TYPES.get(type()) : "0x" + Integer.toHexString(type()));
        for (int i = 0; i < FLAGS.size(); i++) {
            if ((bits & FLAG_BITS.get(i)) != 0) {
                text.append(',').append(FLAGS.get(i));
            }
        }
        int unknown = bits & ~0xffff & ~KNOWN;
        return unknown == 0 ? text.toString() : text + String.format(",unknown_%04x", unknown);
    }
}
