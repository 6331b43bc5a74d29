// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static final List<Sample> ONE = List.of(Sample.of(1));

    @Test
    void violation_ofGoodMetrics_isEmpty() {
        assertThat(Metric.counter("coral_x_reads_total", Unit.COUNT, "Reads.", ONE)
                        .violation())
                .isEmpty();
        assertThat(Metric.counter("coral_x_read_bytes_total", Unit.BYTES, "Bytes.", ONE)
                        .violation())
                .isEmpty();
        assertThat(Metric.gauge("coral_x_ready", Unit.FLAG, "Ready.", List.of()).violation())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "coral", "Coral_x", "coral__x", "coral_x_", "coral-x", "coral_x\n", "_coral_x"})
    void violation_ofAName_isTold(String name) {
        assertThat(Metric.gauge(name, Unit.COUNT, "Help.", ONE).violation()).isPresent();
    }

    @Test
    void violation_ofUnitTotalAndHelp_isTold() {
        assertThat(Metric.counter("coral_x_reads", Unit.COUNT, "Help.", ONE).violation())
                .hasValueSatisfying(why -> assertThat(why).contains("_total"));
        assertThat(Metric.gauge("coral_x_reads_total", Unit.COUNT, "Help.", ONE).violation())
                .hasValueSatisfying(why -> assertThat(why).contains("_total"));
        assertThat(Metric.gauge("coral_x_size", Unit.BYTES, "Help.", ONE).violation())
                .hasValueSatisfying(why -> assertThat(why).contains("_bytes"));
        assertThat(Metric.gauge("coral_x_size", Unit.COUNT, " ", ONE).violation())
                .hasValueSatisfying(why -> assertThat(why).contains("help"));
    }

    @Test
    void violation_ofSamples_isTold() {
        Sample labelled = Sample.of(1, Map.of("le", "1"));
        Sample observed = DurationHistogram.ofCalls().sample(Map.of());

        assertThat(gauge(List.of(labelled))).contains("le");
        assertThat(gauge(List.of(Sample.of(1), Sample.of(2)))).contains("two samples");
        assertThat(gauge(List.of(observed))).contains("GAUGE");
        assertThat(Metric.counter("coral_x_reads_total", Unit.COUNT, "Help.", List.of(Sample.of(-1)))
                        .violation())
                .isPresent();
    }

    private static String gauge(List<Sample> samples) {
        return Metric.gauge("coral_x_things", Unit.COUNT, "Help.", samples)
                .violation()
                .orElse("");
    }

    @Test
    void histogram_countsEachDurationInItsBucket() {
        DurationHistogram histogram = DurationHistogram.ofCalls();

        histogram.record(Duration.ofNanos(100_000));
        histogram.record(Duration.ofMillis(3));
        histogram.record(Duration.ofMinutes(1));

        Sample.Distribution counted =
                (Sample.Distribution) histogram.sample(Map.of()).value();
        assertThat(counted.counts()).containsExactly(1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 1L);
        assertThat(counted.sum()).isEqualTo(60.0031);
        assertThat(counted.count()).isEqualTo(3);
    }

    @Test
    void distribution_withOtherThanOneCountMoreThanBounds_isRefused() {
        assertThatThrownBy(() -> new Sample.Distribution(List.of(1.0), List.of(1L), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
