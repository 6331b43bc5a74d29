// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void amounts_aTime_arePerSecond() {
        assertThat(Metric.mib(512L << 20).of(Duration.ofMillis(500))).isEqualTo(1024.0);
        assertThat(Metric.files(300).of(Duration.ofSeconds(2))).isEqualTo(150.0);
    }

    @Test
    void times_areTold_inTheirUnit() {
        assertThat(Metric.seconds().of(Duration.ofMillis(1500))).isEqualTo(1.5);
        assertThat(Metric.milliseconds().of(Duration.ofMillis(33))).isEqualTo(33.0);
    }

    @Test
    void amount_inNoTime_isFinite() {
        assertThat(Metric.files(1).of(Duration.ZERO)).isFinite();
    }
}
