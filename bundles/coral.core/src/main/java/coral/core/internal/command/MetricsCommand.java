// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.metrics.Exposition;
import coral.core.internal.metrics.MetricCollector;
import coral.core.metrics.Metric;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral metrics}: what the rooms of this node count. */
@Component(property = {Command.NAME + "=metrics", Command.PARENT + "=coral"})
public final class MetricsCommand implements Command {
    private final MetricCollector collector;

    /** Made by the component runtime. */
    @Activate
    public MetricsCommand(@Reference MetricCollector collector) {
        this.collector = collector;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Metrics(collector, invocation);
    }

    /** A metric as JSON shows it; {@code unit} is seconds, bytes, count or flag. */
    record Line(String name, String type, String unit, String help, List<?> samples) {
        static Line of(Metric metric) {
            return new Line(
                    metric.name(),
                    metric.kind().name().toLowerCase(Locale.ROOT),
                    metric.unit().name().toLowerCase(Locale.ROOT),
                    metric.help(),
                    metric.samples());
        }
    }

    @picocli.CommandLine.Command(
            name = "metrics",
            description = "Shows what this node counts, in Prometheus' text format.")
    private static final class Metrics implements Callable<Integer> {
        private final MetricCollector collector;
        private final Invocation invocation;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME-PREFIX",
                defaultValue = "",
                description = "Only metrics whose names begin so.")
        private String prefix = "";

        Metrics(MetricCollector collector, Invocation invocation) {
            this.collector = collector;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws InterruptedException, IOException, ProblemException {
            List<Metric> metrics = collector.collect().stream()
                    .filter(metric -> metric.name().startsWith(prefix))
                    .toList();
            if (metrics.isEmpty()) {
                throw new Problem(
                                "CORAL-CORE-034",
                                Errno.ENOENT,
                                "no metric has a name that begins with '" + Names.printable(prefix) + "'",
                                "'coral metrics' shows all")
                        .exception();
            }
            if (json) {
                invocation
                        .out()
                        .println(Json.line(metrics.stream().map(Line::of).toList()));
            } else {
                invocation.out().print(Exposition.of(metrics, null).text());
            }
            return 0;
        }
    }
}
