// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.internal.metrics.MetricCollector.Source;
import coral.core.internal.service.NoServices;
import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricCollectorTest {
    private final MetricCollector collector = new MetricCollector(NoServices.held(), Duration.ofMillis(300));

    @AfterEach
    void close() {
        collector.close();
    }

    private static Metric gauge(String name, double value) {
        return Metric.gauge(name, Unit.COUNT, "Help.", List.of(Sample.of(value)));
    }

    private List<String> names() throws InterruptedException {
        return collector.collect().stream().map(Metric::name).toList();
    }

    @Test
    void collect_givesTheMetricsOfAllSources_byName() throws InterruptedException {
        collector.add(new Source("coral.b", 1, () -> List.of(gauge("coral_b_things", 1))));
        collector.add(new Source("org.acme.mover-x", 2, () -> List.of(gauge("org_acme_mover_x_things", 2))));
        collector.add(new Source("coral.core", 3, () -> List.of(gauge("jvm_threads", 3), gauge("coral_core_x", 1))));

        assertThat(names()).containsExactly("coral_b_things", "coral_core_x", "jvm_threads", "org_acme_mover_x_things");
    }

    @Test
    void source_thatThrows_isLeftOut_andOthersAreNot() throws InterruptedException {
        collector.add(new Source("coral.a", 1, () -> {
            throw new NoClassDefFoundError("gone");
        }));
        List<Metric> holey = new ArrayList<>();
        holey.add(null);
        collector.add(new Source("coral.c", 2, () -> holey));
        collector.add(new Source("coral.b", 3, () -> List.of(gauge("coral_b_things", 1))));

        assertThat(names()).containsExactly("coral_b_things");
    }

    @Test
    void source_thatHangs_isBounded_askedOnce_andBackWhenItAnswers() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        collector.add(new Source("coral.a", 1, () -> {
            asked.incrementAndGet();
            answer.await();
            return List.of(gauge("coral_a_things", 1));
        }));
        collector.add(new Source("coral.b", 2, () -> List.of(gauge("coral_b_things", 1))));

        assertThat(names()).containsExactly("coral_b_things");
        assertThat(names()).containsExactly("coral_b_things");
        assertThat(asked).hasValue(1);
        answer.countDown();
        assertThat(names()).containsExactly("coral_a_things", "coral_b_things");
    }

    @Test
    void metric_thatBreaksARule_isLeftOutAlone() throws InterruptedException {
        collector.add(new Source(
                "coral.a",
                1,
                () -> List.of(gauge("coral_a_Bad", 1), gauge("coral_b_foreign", 1), gauge("coral_a_things", 1))));

        assertThat(names()).containsExactly("coral_a_things");
    }

    @Test
    void metric_whoseNameIsTaken_isRefused_alsoInTheFormats() {
        Accepted accepted = new Accepted();
        List<String> prefixes = List.of("coral_a_");

        assertThat(accepted.add("a", prefixes, gauge("coral_a_call_seconds_count", 1)))
                .isEmpty();
        assertThat(accepted.add("b", prefixes, gauge("coral_a_call_seconds_count", 2)))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("CORAL-CORE-033", "coral_a_call_seconds_count", "of b", "a has one"));
        assertThat(accepted.add("b", prefixes, Metric.histogram("coral_a_call_seconds", "Help.", List.of())))
                .hasValueSatisfying(why -> assertThat(why).contains("CORAL-CORE-033"));
        assertThat(accepted.add("b", prefixes, Metric.counter("coral_a_x_total", Unit.COUNT, "Help.", List.of())))
                .isEmpty();
        assertThat(accepted.add("b", prefixes, gauge("coral_a_x", 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("CORAL-CORE-033"));
        assertThat(accepted.add("b", prefixes, gauge("coral_x", 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("CORAL-CORE-032", "coral_a_"));
    }
}
