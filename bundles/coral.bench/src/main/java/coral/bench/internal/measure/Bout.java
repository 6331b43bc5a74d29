// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import coral.core.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;

/** Both sides of one benchmark, taking turns. For one thread. */
public interface Bout extends AutoCloseable {
    /** One round of ours: its time, without what is needed to be able to repeat it. */
    Duration ours() throws IOException, InterruptedException, ProblemException;

    /** One round of the rival's. */
    Duration rival() throws IOException, InterruptedException, ProblemException;

    @Override
    void close() throws IOException, InterruptedException, ProblemException;
}
