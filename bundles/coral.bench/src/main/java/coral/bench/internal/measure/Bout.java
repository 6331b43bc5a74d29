// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import coral.core.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;

/**
 * Both sides of one benchmark, taking turns. Nothing that a round made is taken away before the last one: ext4 passes over
 * inodes that were deleted in the last minutes one by one, and a disk with discard provides freed space anew, so that
 * whoever follows a removal is slow. For one thread.
 */
public interface Bout extends AutoCloseable {
    /** Makes what both sides read in a round, 0 for the first. Its time does not count. */
    void prepare(int round) throws IOException, InterruptedException, ProblemException;

    /** One round of ours: its time, without what is needed to be able to repeat it. */
    Duration ours() throws IOException, InterruptedException, ProblemException;

    /** One round of the rival's. */
    Duration rival() throws IOException, InterruptedException, ProblemException;

    @Override
    void close() throws IOException, InterruptedException, ProblemException;
}
