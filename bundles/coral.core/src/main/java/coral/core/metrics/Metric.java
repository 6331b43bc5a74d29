// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One metric with all its values. Immutable.
 *
 * @param name as it is exposed: {@code coral_<room>_<noun>_<unit>}, counters with {@code _total} at the end
 * @param kind what may happen to its values
 * @param unit what it is measured in
 * @param help one sentence for people
 * @param samples its values, each with other labels
 */
public record Metric(String name, Kind kind, Unit unit, String help, List<Sample> samples) {
    private static final String TOTAL = "_total";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    // Labels that the exposition formats use themselves.
    private static final Set<String> TAKEN = Set.of("le", "quantile");
    private static final int MOST_SAMPLES = 10_000;
    private static final int LONGEST = 1024;

    /** Copies the samples. */
    public Metric {
        samples = List.copyOf(samples);
    }

    /** What may happen to a metric's values. */
    public enum Kind {
        /** Only grows, from 0 at the node's start. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Observations by size. */
        HISTOGRAM,
        /** Number and sum of observations: a distribution without bounds. */
        SUMMARY
    }

    /** A counter. */
    public static Metric counter(String name, Unit unit, String help, List<Sample> samples) {
        return new Metric(name, Kind.COUNTER, unit, help, samples);
    }

    /** A gauge. */
    public static Metric gauge(String name, Unit unit, String help, List<Sample> samples) {
        return new Metric(name, Kind.GAUGE, unit, help, samples);
    }

    /** A histogram of seconds. */
    public static Metric histogram(String name, String help, List<Sample> samples) {
        return new Metric(name, Kind.HISTOGRAM, Unit.SECONDS, help, samples);
    }

    /** The name without {@code _total}. */
    public String baseName() {
        return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    }

    /** Which rule this metric breaks, so that it cannot be exposed; empty when none. */
    public Optional<String> violation() {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            return Optional.of("a name is words of a-z 0-9, two or more, joined by _");
        }
        if ((kind == Kind.COUNTER) != name.endsWith(TOTAL)) {
            return Optional.of("names of counters, and of nothing else, end in _total");
        }
        if (!unit.suffix().isEmpty() && !baseName().endsWith("_" + unit.suffix())) {
            return Optional.of("a name ends in its unit, _" + unit.suffix());
        }
        if (help.isBlank() || help.length() > LONGEST) {
            return Optional.of("help is missing or has more than " + LONGEST + " characters");
        }
        return samplesViolation();
    }

    private Optional<String> samplesViolation() {
        if (samples.size() > MOST_SAMPLES) {
            return Optional.of(samples.size() + " samples, at most " + MOST_SAMPLES + " are allowed");
        }
        Set<Object> seen = new HashSet<>();
        for (Sample sample : samples) {
            if (!seen.add(sample.labels())) {
                return Optional.of("two samples have the labels " + sample.labels());
            }
            if (!fits(sample.value())) {
                return Optional.of("a sample is none of a " + kind);
            }
            if (!sample.labels().keySet().stream().allMatch(Metric::isLabel)) {
                return Optional.of("labels are words of a-z 0-9 _, without le and quantile: " + sample.labels());
            }
        }
        return Optional.empty();
    }

    private boolean fits(Sample.Value value) {
        return switch (kind) {
            case GAUGE -> value instanceof Sample.Amount;
            case COUNTER -> value instanceof Sample.Amount counted && counted.amount() >= 0;
            case HISTOGRAM -> value instanceof Sample.Distribution;
            case SUMMARY ->
                value instanceof Sample.Distribution observed
                        && observed.bounds().isEmpty();
        };
    }

    private static boolean isLabel(String name) {
        return LABEL.matcher(name).matches() && !TAKEN.contains(name);
    }
}
