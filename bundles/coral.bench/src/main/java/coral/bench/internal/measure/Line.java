// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What came of one benchmark. Immutable.
 *
 * @param ours the median of our rounds
 * @param rival the median of the rival's
 * @param ratio the median of ours to the rival's in each round
 * @param quick whether less was measured than the goal is meant for
 */
public record Line(Benchmark benchmark, double ours, double rival, double ratio, boolean quick) {
    /**
     * Takes one number of each round. The ratio is made in each round, since a disk that gets faster or slower from round
     * to round does so for both.
     */
    public static Line of(Benchmark benchmark, List<Double> ours, List<Double> rival, boolean quick) {
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(round -> ours.get(round) / rival.get(round))
                .toList();
        return new Line(benchmark, Median.of(ours), Median.of(rival), Median.of(ratios), quick);
    }

    /** Whether the goal is met. */
    public boolean isOk() {
        return benchmark.goal().isMet(ours, ratio);
    }

    /** The fields of the JSON line, in order; {@code quick} only where it holds. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", benchmark.name());
        fields.put("metric", benchmark.metric().unit());
        fields.put("ours", rounded(ours));
        fields.put("rival", rounded(rival));
        fields.put("rival_name", benchmark.rivalName());
        fields.put("ratio", rounded(ratio));
        fields.put("goal", benchmark.goal().text());
        fields.put("ok", isOk());
        if (quick) {
            fields.put("quick", true);
        }
        return fields;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
