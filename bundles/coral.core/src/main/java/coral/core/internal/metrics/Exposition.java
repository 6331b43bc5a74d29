// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as text for Prometheus and whoever reads its formats.
 *
 * @param contentType of the body, with version and character set
 * @param text to be encoded as UTF-8
 */
public record Exposition(String contentType, String text) {
    private static final ExpositionFormatWriter PLAIN = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    /**
     * OpenMetrics for those that accept it, else Prometheus' own format.
     *
     * @param metrics that break no rule, each name once
     * @param accept the header of a request, null when it has none
     */
    public static Exposition of(List<Metric> metrics, @Nullable String accept) throws IOException {
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : PLAIN;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(
                body,
                new MetricSnapshots(metrics.stream()
                        .filter(metric -> !metric.samples().isEmpty())
                        .map(Exposition::snapshot)
                        .collect(Collectors.toList())));
        return new Exposition(writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }

    private static MetricSnapshot snapshot(Metric metric) {
        List<Sample> samples = metric.samples();
        MetricMetadata about = new MetricMetadata(metric.baseName(), metric.help(), unit(metric));
        return switch (metric.kind()) {
            case COUNTER ->
                new CounterSnapshot(
                        about,
                        samples.stream()
                                .map(s -> new CounterDataPointSnapshot(amount(s), labels(s), null, 0))
                                .toList());
            case GAUGE ->
                new GaugeSnapshot(
                        about,
                        samples.stream()
                                .map(s -> new GaugeDataPointSnapshot(amount(s), labels(s), null))
                                .toList());
            case HISTOGRAM ->
                new HistogramSnapshot(
                        about, samples.stream().map(Exposition::histogram).toList());
            case SUMMARY ->
                new SummarySnapshot(
                        about, samples.stream().map(Exposition::summary).toList());
        };
    }

    private static HistogramDataPointSnapshot histogram(Sample sample) {
        Sample.Distribution observed = (Sample.Distribution) sample.value();
        List<Double> bounds = new ArrayList<>(observed.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, observed.counts()),
                observed.sum(),
                labels(sample),
                Exemplars.EMPTY,
                0);
    }

    private static SummaryDataPointSnapshot summary(Sample sample) {
        Sample.Distribution observed = (Sample.Distribution) sample.value();
        return new SummaryDataPointSnapshot(
                observed.count(), observed.sum(), Quantiles.EMPTY, labels(sample), Exemplars.EMPTY, 0);
    }

    private static double amount(Sample sample) {
        return ((Sample.Amount) sample.value()).amount();
    }

    private static Labels labels(Sample sample) {
        return Labels.of(
                List.copyOf(sample.labels().keySet()),
                List.copyOf(sample.labels().values()));
    }

    private static @Nullable Unit unit(Metric metric) {
        return switch (metric.unit()) {
            case SECONDS -> Unit.SECONDS;
            case BYTES -> Unit.BYTES;
            case COUNT, FLAG -> null;
        };
    }
}
