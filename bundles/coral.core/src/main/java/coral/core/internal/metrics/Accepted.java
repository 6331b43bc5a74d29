// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.metrics.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The metrics of one collection, each name once. For one thread. */
final class Accepted {
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /**
     * Takes a metric in, unless a rule forbids it.
     *
     * @param prefixes with one of which its name must begin
     * @return why it was refused; empty when it was not
     */
    Optional<String> add(String owner, List<String> prefixes, Metric metric) {
        Optional<String> broken = metric.violation();
        if (broken.isPresent()) {
            return Optional.of(
                    "CORAL-CORE-032: the metric '" + metric.name() + "' of " + owner + " is left out: " + broken.get());
        }
        if (prefixes.stream().noneMatch(metric.name()::startsWith)) {
            return Optional.of("CORAL-CORE-032: the metric '" + metric.name() + "' of " + owner
                    + " is left out: its name must begin with " + String.join(" or ", prefixes));
        }
        Optional<String> taken =
                exposed(metric).filter(owners::containsKey).map(owners::get).findFirst();
        if (taken.isPresent()) {
            return Optional.of("CORAL-CORE-033: the metric '" + metric.name() + "' of " + owner + " is left out: "
                    + taken.get() + " has one of that name");
        }
        exposed(metric).forEach(name -> owners.put(name, owner));
        metrics.put(metric.name(), metric);
        return Optional.empty();
    }

    /** By name. */
    List<Metric> metrics() {
        return List.copyOf(metrics.values());
    }

    /** All names that it takes in the exposition formats. */
    private static Stream<String> exposed(Metric metric) {
        String name = metric.baseName();
        boolean counted = metric.kind() == Metric.Kind.HISTOGRAM || metric.kind() == Metric.Kind.SUMMARY;
        Stream<String> further =
                counted ? Stream.of(name + "_bucket", name + "_count", name + "_sum") : Stream.of(name + "_total");
        return Stream.concat(Stream.of(name), further);
    }
}
