// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.bench.internal.measure.Bout;
import coral.bench.internal.measure.Median;
import coral.bench.internal.site.Site;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A command that does next to nothing, from the OS shell and back; the rival tells what starting any program costs. */
final class RoundTrip implements Bout {
    private static final List<String> NOTHING = List.of("/bin/true");

    private final Site site;
    private final int calls;

    RoundTrip(Site site, int calls) {
        this.site = site;
        this.calls = calls;
    }

    @Override
    public void prepare(int round) {
        // There are no files.
    }

    @Override
    public Duration ours() throws IOException, InterruptedException, ProblemException {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            nanos.add((double) site.timedHsm("fs", "ls").toNanos());
        }
        return Duration.ofNanos((long) Median.of(nanos));
    }

    @Override
    public Duration rival() throws IOException, InterruptedException, ProblemException {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long began = System.nanoTime();
            site.programs().run(List.of(NOTHING));
            nanos.add((double) (System.nanoTime() - began));
        }
        return Duration.ofNanos((long) Median.of(nanos));
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}
