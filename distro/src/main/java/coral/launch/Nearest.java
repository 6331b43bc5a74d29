// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a word that is not known. */
final class Nearest {
    /** A letter too many, too few or wrong, twice. */
    private static final int MOST_EDITS = 2;

    private Nearest() {}

    /** The known word that is nearest, if at most two letters differ. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(one -> edits(word, one) <= MOST_EDITS)
                .min(Comparator.comparing((String one) -> edits(word, one)).thenComparing(one -> one));
    }

    /** Levenshtein's distance, whatever the case. */
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
