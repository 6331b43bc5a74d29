// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.core.metrics.DurationHistogram;
import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import coral.core.store.JournalCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpositionTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";
    private static final String AWKWARD = "a \"quoted\" \\ back\nslash, é {}=";

    @TempDir
    private Path temp;

    private static List<Metric> ofEveryKind() {
        DurationHistogram calls = DurationHistogram.ofCalls();
        calls.record(Duration.ofMillis(3));
        calls.record(Duration.ofHours(1));
        Sample.Distribution collections = new Sample.Distribution(List.of(), List.of(4L), 0.5);
        return List.of(
                Metric.counter(
                        "coral_x_read_bytes_total",
                        Unit.BYTES,
                        "Bytes\nread \\.",
                        List.of(Sample.of(1L << 40, Map.of("name", AWKWARD)))),
                Metric.gauge("coral_x_ready", Unit.FLAG, "Ready.", List.of(Sample.of(1))),
                Metric.histogram("coral_x_call_duration_seconds", "Calls.", List.of(calls.sample(Map.of("a", "1")))),
                new Metric(
                        "jvm_gc_collection_seconds",
                        Metric.Kind.SUMMARY,
                        Unit.SECONDS,
                        "Collections.",
                        List.of(new Sample(Map.of("gc", "Copy"), collections))),
                Metric.gauge("coral_x_nothing", Unit.COUNT, "None yet.", List.of()));
    }

    @Test
    void text_isReadByPrometheusOwnParser() throws Exception {
        assumeTrue(RealParser.isHere(), "python3-prometheus-client is not installed");
        List<String> samples = RealParser.read(Exposition.of(ofEveryKind(), null), temp);

        assertThat(samples)
                .contains(
                        "counter|Bytes\nread \\.|coral_x_read_bytes_total|name=" + AWKWARD + "|1.099511627776E12",
                        "gauge|Ready.|coral_x_ready||1.0",
                        "histogram|Calls.|coral_x_call_duration_seconds_bucket|a=1 le=0.001|0.0",
                        "histogram|Calls.|coral_x_call_duration_seconds_bucket|a=1 le=0.005|1.0",
                        "histogram|Calls.|coral_x_call_duration_seconds_bucket|a=1 le=+Inf|2.0",
                        "histogram|Calls.|coral_x_call_duration_seconds_count|a=1|2.0",
                        "histogram|Calls.|coral_x_call_duration_seconds_sum|a=1|3600.003",
                        "summary|Collections.|jvm_gc_collection_seconds_count|gc=Copy|4.0",
                        "summary|Collections.|jvm_gc_collection_seconds_sum|gc=Copy|0.5");
    }

    @Test
    void openMetrics_isGivenToThoseWhoAcceptIt_andReadByItsParser() throws Exception {
        Exposition exposition = Exposition.of(ofEveryKind(), OPEN_METRICS);

        assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
        assertThat(exposition.text())
                .contains("# UNIT coral_x_read_bytes bytes")
                .endsWith("# EOF\n");
        assumeTrue(RealParser.isHere(), "python3-prometheus-client is not installed");
        assertThat(RealParser.read(exposition, temp))
                .contains(
                        "counter|Bytes\nread \\.|coral_x_read_bytes_total|name=" + AWKWARD + "|1.099511627776E12",
                        "histogram|Calls.|coral_x_call_duration_seconds_bucket|a=1 le=0.005|1.0");
    }

    @Test
    void text_isPlainForAllOthers() throws Exception {
        for (String accept : new String[] {"", "text/plain", "*/*"}) {
            assertThat(Exposition.of(ofEveryKind(), accept).contentType()).startsWith("text/plain; version=0.0.4");
        }
    }

    @Test
    void ownMetrics_breakNoRule_andAreRead() throws Exception {
        List<Metric> own = new ArrayList<>(JournalCounts.metrics());
        own.addAll(JvmMetrics.metrics());
        own.addAll(ProcessMetrics.metrics());

        assertThat(own).allSatisfy(metric -> assertThat(metric.violation()).isEmpty());
        assertThat(own.stream().filter(m -> m.name().startsWith("process_")))
                .allSatisfy(m -> assertThat(((Sample.Amount) m.samples().get(0).value()).amount())
                        .as(m.name())
                        .isPositive());
        assumeTrue(RealParser.isHere(), "python3-prometheus-client is not installed");
        assertThat(Stream.of("", OPEN_METRICS).map(accept -> parsed(own, accept)))
                .allSatisfy(samples -> assertThat(samples).hasSizeGreaterThan(20));
    }

    private List<String> parsed(List<Metric> metrics, String accept) {
        try {
            return RealParser.read(Exposition.of(metrics, accept), temp);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
