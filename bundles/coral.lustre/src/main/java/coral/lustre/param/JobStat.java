// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;

/**
 * What one job did on one target.
 *
 * @param id the job's id as bytes, without quotes and with {@code \xHH} resolved as Lustre 2.14 and later print it;
 *     blanks and other bytes stay as they were. Older releases print bytes that are not printable as question marks
 * @param times when it was read and since when it counts
 * @param operations the counters, {@code open} to {@code sync}, in Lustre's order; what was not counted has 0 samples
 */
public record JobStat(Slice id, Times times, List<Operation> operations) {
    /** Copies the list. */
    public JobStat {
        operations = List.copyOf(operations);
    }

    /**
     * One counter of a job.
     *
     * @param sizes counts of reads or writes by size in bytes, rounded up to powers of two (Lustre 2.16 and later)
     */
    public record Operation(Counter counter, List<Bucket> sizes) {
        /** Copies the list. */
        public Operation {
            sizes = List.copyOf(sizes);
        }
    }

    /** How many of one size. */
    public record Bucket(long sizeBytes, long count) {}
}
