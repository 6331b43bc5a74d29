// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import org.jspecify.annotations.Nullable;

/**
 * One counter of a statistics file or of a job.
 *
 * @param name such as {@code write_bytes} or {@code req_waittime}
 * @param unit as Lustre prints it: {@code reqs}, {@code bytes}, {@code usecs} ({@code usec} before 2.15), {@code secs},
 *     {@code bufs}, {@code locks}, {@code pages}, {@code regs}; empty where there is none
 * @param samples how often it was counted, unsigned
 * @param range what the samples were; null where only their number is kept
 */
public record Counter(
        String name, String unit, long samples, @Nullable Range range) {
    /**
     * What was counted, in the counter's unit.
     *
     * @param min the smallest
     * @param max the largest
     * @param sum of all
     * @param sumOfSquares unsigned, modulo 2^64; 0 where {@code squared} is false
     * @param squared whether Lustre printed the sum of squares
     */
    public record Range(long min, long max, long sum, long sumOfSquares, boolean squared) {}

    /** {@code NAME  N samples [UNIT] MIN MAX SUM SUMSQ}, of which the last ones may be missing; null if it is not. */
    static @Nullable Counter read(Slice line, Words words) {
        Scan in = line.scan();
        String name = words.text(in.word());
        long samples = in.unsigned();
        in.must("samples").must("[");
        String unit = words.text(in.upTo(']'));
        if (in.failed() || (in.blanks() == 0 && !in.atEnd())) {
            return null;
        }
        Range range = in.atEnd() ? null : range(in);
        return in.done() ? new Counter(name, unit, samples, range) : null;
    }

    private static Range range(Scan in) {
        long min = in.signed();
        long max = in.signed();
        long sum = in.signed();
        in.blanks();
        boolean squared = !in.atEnd();
        return new Range(min, max, sum, squared ? in.unsigned() : 0, squared);
    }
}
