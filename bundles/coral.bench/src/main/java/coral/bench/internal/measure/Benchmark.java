// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import coral.bench.internal.site.Site;
import coral.core.problem.ProblemException;
import java.io.IOException;

/**
 * One comparison.
 *
 * @param name by which people choose it
 * @param metric what its numbers are
 * @param rivalName what ours is compared with
 * @param goal what the numbers must be
 * @param needBytes the most space its files take at once
 * @param bout makes the files
 */
public record Benchmark(String name, Metric metric, String rivalName, Goal goal, long needBytes, Preparation bout) {
    /** Makes what both sides work on. */
    @FunctionalInterface
    public interface Preparation {
        /** Called once, before all rounds; the bout's close takes away what it made. */
        Bout at(Site site) throws IOException, InterruptedException, ProblemException;
    }
}
