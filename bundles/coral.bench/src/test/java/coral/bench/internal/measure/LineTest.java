// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.shell.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Benchmark COPY =
            new Benchmark("copy", Metric.mib(1 << 20), "cp && sync", new Goal.RatioAtLeast(0.9), 1, site -> {
                throw new IllegalStateException("not run");
            });

    @Test
    void json_fullRun_hasTheFieldsInOrder() {
        Line line = Line.of(COPY, List.of(100.0, 90.0, 500.0), List.of(80.0, 60.0, 550.0), false);

        assertThat(Json.line(line.fields()))
                .isEqualTo("{\"name\":\"copy\",\"metric\":\"MiB/s\",\"ours\":100.0,\"rival\":80.0,"
                        + "\"rival_name\":\"cp && sync\",\"ratio\":1.25,\"goal\":\"ratio >= 0.9\",\"ok\":true}");
    }

    @Test
    void json_quickRun_saysSo() {
        assertThat(new Line(COPY, 1, 2, 0.5, true).fields())
                .containsEntry("quick", true)
                .containsEntry("ok", false);
    }

    @Test
    void isOk_ratioThatOnlyRoundsUpToTheGoal_isNot() {
        assertThat(new Line(COPY, 0.89996, 1, 0.89996, false).isOk()).isFalse();
    }
}
