// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import coral.bench.internal.site.Site;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs a benchmark: ours and the rival in turns, so that what else the machine does meets both. */
public final class Rounds {
    private final Site site;
    private final int rounds;
    private final boolean quick;
    private final Consumer<String> progress;

    /** @param progress is told of each round */
    public Rounds(Site site, int rounds, boolean quick, Consumer<String> progress) {
        this.site = site;
        this.rounds = rounds;
        this.quick = quick;
        this.progress = progress;
    }

    /** Makes the files, runs all rounds, takes the files away. */
    public Line run(Benchmark benchmark) throws IOException, InterruptedException, ProblemException {
        List<Double> ours = new ArrayList<>();
        List<Double> rival = new ArrayList<>();
        progress.accept(benchmark.name() + ": making files");
        try (Bout bout = benchmark.bout().at(site)) {
            for (int round = 0; round < rounds; round++) {
                bout.prepare(round);
                // Each goes first in turns: who comes second may pay for what the first left to be written.
                if (round % 2 == 0) {
                    ours.add(ours(benchmark, bout));
                    rival.add(rival(benchmark, bout));
                } else {
                    rival.add(rival(benchmark, bout));
                    ours.add(ours(benchmark, bout));
                }
                progress.accept(String.format(
                        "%s: round %d of %d: %.1f, rival %.1f %s",
                        benchmark.name(),
                        round + 1,
                        rounds,
                        ours.get(round),
                        rival.get(round),
                        benchmark.metric().unit()));
            }
        }
        return Line.of(benchmark, ours, rival, quick);
    }

    private double ours(Benchmark benchmark, Bout bout) throws IOException, InterruptedException, ProblemException {
        site.settle();
        return benchmark.metric().of(bout.ours());
    }

    private double rival(Benchmark benchmark, Bout bout) throws IOException, InterruptedException, ProblemException {
        site.settle();
        return benchmark.metric().of(bout.rival());
    }
}
