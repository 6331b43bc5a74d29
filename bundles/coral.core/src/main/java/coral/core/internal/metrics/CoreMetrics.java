// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandRunner;
import coral.core.internal.socket.SocketCounts;
import coral.core.internal.socket.SocketServer;
import coral.core.metrics.Metric;
import coral.core.metrics.MetricSource;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import coral.core.store.JournalCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What this room counts, and what the process and its JVM tell. */
@Component
public final class CoreMetrics implements MetricSource {
    private final NodeState node;
    private final CommandRunner runner;
    private final SocketServer socket;

    /** Made by the component runtime. */
    @Activate
    public CoreMetrics(@Reference NodeState node, @Reference CommandRunner runner, @Reference SocketServer socket) {
        this.node = node;
        this.runner = runner;
        this.socket = socket;
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(own());
        all.addAll(JournalCounts.metrics());
        all.addAll(JvmMetrics.metrics());
        try {
            all.addAll(ProcessMetrics.metrics());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private List<Metric> own() {
        SocketCounts served = socket.counts();
        return List.of(
                Metric.gauge(
                        "coral_core_node_ready",
                        Unit.FLAG,
                        "Whether the node is ready.",
                        List.of(Sample.of(node.isReady() ? 1 : 0))),
                Metric.counter(
                        "coral_core_commands_total",
                        Unit.COUNT,
                        "Commands called, by exit code.",
                        runner.counts().samples()),
                Metric.counter(
                        "coral_core_socket_connections_total",
                        Unit.COUNT,
                        "Connections accepted at the socket.",
                        List.of(Sample.of(served.accepted()))),
                Metric.counter(
                        "coral_core_socket_refused_connections_total",
                        Unit.COUNT,
                        "Connections refused because the node was busy.",
                        List.of(Sample.of(served.refused()))),
                Metric.gauge(
                        "coral_core_socket_open_connections",
                        Unit.COUNT,
                        "Connections open at the socket now.",
                        List.of(Sample.of(served.open()))));
    }
}
