// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

/**
 * How much is measured. Immutable.
 *
 * @param totalBytes length of all big files together
 * @param smallFiles number of files of 4 KiB
 * @param calls calls of a command in one round
 * @param rounds how often each side has its turn
 */
public record Sizes(long totalBytes, int smallFiles, int calls, int rounds) {
    /** What the goals are meant for. */
    public static final Sizes FULL = new Sizes(2L << 30, 20_000, 20, 5);

    /** Enough to see that all works. */
    public static final Sizes QUICK = new Sizes(256L << 20, 2_000, 10, 3);
}
