// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One counter of a job: {@code { samples: 2, unit: bytes, min: 2, max: 7, sum: 9, sumsq: 53, hist: { 2: 1, 8: 1 } }}. */
final class JobLine {
    private final Scan in;
    private final Words words;
    private long samples;
    private String unit = "";
    private long min;
    private long max;
    private long sum;
    private long sumOfSquares;
    private final List<JobStat.Bucket> sizes = new ArrayList<>(0);
    private int seen;

    private static final List<String> KEYS = List.of("samples", "unit", "min", "max", "sum", "sumsq", "hist");
    private static final int SAMPLES = 1;
    private static final int RANGE = (1 << 2) | (1 << 3) | (1 << 4);
    private static final int SQUARES = 1 << 5;

    private JobLine(Scan in, Words words) {
        this.in = in;
        this.words = words;
    }

    /** Null if the line is not in that form, or lacks the number of samples or part of their range. */
    static JobStat.@Nullable Operation operation(Slice name, Scan in, Words words) {
        JobLine line = new JobLine(in, words);
        in.must("{");
        line.fields();
        int range = line.seen & RANGE;
        boolean whole = in.done() && (line.seen & SAMPLES) != 0 && (range == 0 || range == RANGE);
        return whole && !name.isEmpty() ? line.operation(words.text(name)) : null;
    }

    private JobStat.Operation operation(String name) {
        boolean squared = (seen & SQUARES) != 0;
        Counter.Range range = (seen & RANGE) == 0 ? null : new Counter.Range(min, max, sum, sumOfSquares, squared);
        return new JobStat.Operation(new Counter(name, unit, samples, range), sizes);
    }

    private void fields() {
        do {
            in.blanks();
            int field = KEYS.indexOf(words.text(in.upTo(':')));
            if (field < 0 || (seen & (1 << field)) != 0) {
                in.fail();
                return;
            }
            seen |= 1 << field;
            field(field);
            in.blanks();
        } while (in.take(','));
        in.must("}");
    }

    private void field(int field) {
        switch (field) {
            case 0 -> samples = in.unsigned();
            case 1 -> unit = unit();
            case 2 -> min = in.signed();
            case 3 -> max = in.signed();
            case 4 -> sum = in.signed();
            case 5 -> sumOfSquares = in.unsigned();
            default -> sizes();
        }
    }

    private String unit() {
        in.blanks();
        return words.text(in.letters());
    }

    private void sizes() {
        in.must("{");
        in.blanks();
        while (!in.failed() && in.peek() != '}') {
            long size = size();
            in.must(":");
            sizes.add(new JobStat.Bucket(size, in.unsigned()));
            in.blanks();
            if (in.take(',')) {
                in.blanks();
            }
        }
        in.must("}");
    }

    /** Sizes are printed with the suffixes of powers of 1,024. */
    private long size() {
        return in.scaled();
    }
}
