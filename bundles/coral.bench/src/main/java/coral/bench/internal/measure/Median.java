// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import java.util.List;

/** The middle of several numbers: one round that others disturbed does not move it. */
public final class Median {
    private Median() {}

    /** The middle one, or the mean of the two in the middle; of one number or more. */
    public static double of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the median of no numbers");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
