// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.watch;

import coral.core.metrics.Metric;
import coral.core.metrics.MetricSource;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import coral.hsm.agent.internal.node.AgentComponent;
import coral.hsm.agent.internal.node.ArchiveStatus;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How each archive fares, as metrics. */
@Component
public final class AgentMetrics implements MetricSource {
    private final Supplier<List<ArchiveStatus>> archives;

    /** Made by the component runtime. */
    @Activate
    public AgentMetrics(@Reference AgentComponent component) {
        this(() -> component.agent().archives());
    }

    AgentMetrics(Supplier<List<ArchiveStatus>> archives) {
        this.archives = archives;
    }

    @Override
    public List<Metric> metrics() {
        List<ArchiveStatus> now = archives.get();
        return Stream.concat(counters(now), gauges(now)).toList();
    }

    private static Stream<Metric> counters(List<ArchiveStatus> now) {
        return Stream.of(
                Metric.counter(
                        "coral_hsm_agent_actions_total",
                        Unit.COUNT,
                        "Actions that left an archive's lane, by kind and outcome.",
                        each(now, (archive, labels) -> archive.meter().ends(labels))),
                Metric.counter(
                        "coral_hsm_agent_action_failures_total",
                        Unit.COUNT,
                        "Actions that failed, by error number.",
                        each(now, AgentMetrics::failures)),
                Metric.counter(
                        "coral_hsm_agent_action_retries_total",
                        Unit.COUNT,
                        "Tries after the first within an action.",
                        each(now, (archive, labels) -> archive.meter().retries(labels))),
                Metric.counter(
                        "coral_hsm_agent_moved_bytes_total",
                        Unit.BYTES,
                        "Bytes moved by actions that ended well; holes do not count.",
                        each(now, (archive, labels) -> archive.meter().bytes(labels))),
                Metric.histogram(
                        "coral_hsm_agent_action_duration_seconds",
                        "How long movers worked on actions, retries included.",
                        each(now, (archive, labels) -> archive.meter().durations(labels))));
    }

    private static Stream<Metric> gauges(List<ArchiveStatus> now) {
        return Stream.of(
                Metric.gauge(
                        "coral_hsm_agent_queued_actions",
                        Unit.COUNT,
                        "Actions that wait for a worker.",
                        one(now, ArchiveStatus::queued)),
                Metric.gauge(
                        "coral_hsm_agent_active_actions",
                        Unit.COUNT,
                        "Actions that run now.",
                        one(now, archive -> archive.counts().active())),
                Metric.gauge(
                        "coral_hsm_agent_archive_threads",
                        Unit.COUNT,
                        "Workers of an archive.",
                        one(now, archive -> archive.config().threads())),
                Metric.gauge(
                        "coral_hsm_agent_archive_online",
                        Unit.FLAG,
                        "Whether an archive takes work.",
                        one(now, archive -> archive.offline().isEmpty() ? 1 : 0)));
    }

    private static Stream<Sample> failures(ArchiveStatus archive, Map<String, String> labels) {
        return archive.counts().failed().entrySet().stream()
                .map(e -> Sample.of(
                        e.getValue(),
                        Map.of(
                                "archive", labels.getOrDefault("archive", ""),
                                "errno", e.getKey().name())));
    }

    private static List<Sample> one(List<ArchiveStatus> now, ToLongFunction<ArchiveStatus> value) {
        return each(now, (archive, labels) -> Stream.of(Sample.of(value.applyAsLong(archive), labels)));
    }

    private static List<Sample> each(
            List<ArchiveStatus> now, BiFunction<ArchiveStatus, Map<String, String>, Stream<Sample>> samples) {
        return now.stream()
                .flatMap(archive -> samples.apply(
                        archive, Map.of("archive", archive.config().id().toString())))
                .toList();
    }
}
