// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the keys of an archive's configuration against what its type knows. */
final class ArchiveOptions {
    private static final int NEAR = 3;

    private ArchiveOptions() {}

    /** Refuses keys that the type does not have and the lack of those that it must have. */
    static void check(MoverType type, Map<String, String> options) throws ProblemException {
        List<String> known = type.options().stream().map(MoverOption::key).toList();
        for (String key : options.keySet()) {
            if (!known.contains(key)) {
                throw ArchiveProblems.unknownKey(
                                key, type.name(), known, nearest(key, known).orElse(null))
                        .exception();
            }
        }
        for (MoverOption option : type.options()) {
            if (option.defaultValue().isEmpty() && !options.containsKey(option.key())) {
                throw ArchiveProblems.missingKey(option.key(), type.name(), option.description())
                        .exception();
            }
        }
    }

    private static Optional<String> nearest(String key, List<String> known) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= NEAR)
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
    }

    /** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
