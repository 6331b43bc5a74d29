// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import java.util.Locale;

/** What the numbers must be. Immutable. */
public sealed interface Goal {
    /** Whether it is reached. */
    boolean isMet(double ours, double ratio);

    /** As people read it. */
    String text();

    /** The ratio of ours to the rival's is this or more. */
    record RatioAtLeast(double least) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ratio >= least;
        }

        @Override
        public String text() {
            return "ratio >= " + number(least);
        }
    }

    /** The ratio of ours to the rival's is this or less. */
    record RatioAtMost(double most) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ratio <= most;
        }

        @Override
        public String text() {
            return "ratio <= " + number(most);
        }
    }

    /** Our own number is less than this; the rival's is there to compare. */
    record OursBelow(double limit) implements Goal {
        @Override
        public boolean isMet(double ours, double ratio) {
            return ours < limit;
        }

        @Override
        public String text() {
            return "ours < " + number(limit);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
