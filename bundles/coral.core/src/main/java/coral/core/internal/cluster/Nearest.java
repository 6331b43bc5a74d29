// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known word that goes on where the typed one ends, or of the least distance of at most a third of it, or 1. */
    static Optional<String> of(String typed, Collection<String> known) {
        int most = Math.max(1, typed.length() / 3);
        Optional<String> longer = known.stream()
                .filter(word -> typed.length() > 2 && word.startsWith(typed))
                .min(Comparator.naturalOrder());
        return longer.isPresent()
                ? longer
                : known.stream()
                        .filter(word -> distance(typed, word) <= most)
                        .min(Comparator.<String>comparingInt(word -> distance(typed, word))
                                .thenComparing(word -> word));
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
