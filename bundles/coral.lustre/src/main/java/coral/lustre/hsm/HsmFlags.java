// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

import java.util.ArrayList;
import java.util.List;

/**
 * Flags of a file, as enum hsm_states of lustre_user.h (2.17). Bits that this version does not know are kept.
 *
 * @param bits HS_*
 */
public record HsmFlags(int bits) {
    private static final List<String> WORDS =
            List.of("released", "exists", "dirty", "archived", "never_release", "never_archive", "lost_from_hsm");
    private static final List<Integer> BITS = List.of(0x4, 0x1, 0x2, 0x8, 0x10, 0x20, 0x40);

    /** A copy was begun at least. */
    public boolean exists() {
        return (bits & 0x1) != 0;
    }

    /** The file was changed since it was archived. */
    public boolean dirty() {
        return (bits & 0x2) != 0;
    }

    /** The data is in the archive only. */
    public boolean released() {
        return (bits & 0x4) != 0;
    }

    /** There is a whole copy. */
    public boolean archived() {
        return (bits & 0x8) != 0;
    }

    /** Never to be released. */
    public boolean neverRelease() {
        return (bits & 0x10) != 0;
    }

    /** Never to be archived. */
    public boolean neverArchive() {
        return (bits & 0x20) != 0;
    }

    /** The copy is gone. */
    public boolean lost() {
        return (bits & 0x40) != 0;
    }

    /** The words that {@code lfs hsm_state} prints, in its order; it has none for other bits. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            if ((bits & BITS.get(i)) != 0) {
                words.add(WORDS.get(i));
            }
        }
        return List.copyOf(words);
    }

    /** As {@code lfs hsm_state} prints it: {@code (0x00000009) exists archived}. */
    @Override
    public String toString() {
        return String.format("(0x%08x)", bits) + (words().isEmpty() ? "" : " " + String.join(" ", words()));
    }
}
