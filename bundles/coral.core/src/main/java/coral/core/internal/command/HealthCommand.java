// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.health.Checked;
import coral.core.internal.health.HealthChecks;
import coral.core.internal.shell.CommandRunner;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;

/** {@code coral health}: what is wrong with this node and what to do next. */
@Component(property = {Command.NAME + "=health", Command.PARENT + "=coral"})
public final class HealthCommand implements Command {
    private final HealthChecks checks;

    /** Made by the component runtime. */
    @Activate
    public HealthCommand(@Reference HealthChecks checks) {
        this.checks = checks;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Health(checks, invocation);
    }

    /** All checks as JSON shows them; the status is the worst of all. */
    record Report(String status, List<Line> checks) {}

    /** One check as JSON shows it. */
    record Line(String name, List<String> tags, String status, List<String> messages) {
        static Line of(Checked checked) {
            return new Line(checked.name(), checked.tags(), word(checked.status()), checked.messages());
        }
    }

    private static String word(Result.Status status) {
        return switch (status) {
            case TEMPORARILY_UNAVAILABLE -> "unavailable";
            case HEALTH_CHECK_ERROR -> "error";
            default -> status.name().toLowerCase(Locale.ROOT);
        };
    }

    @picocli.CommandLine.Command(
            name = "health",
            description = "Checks this node; exit code 0 if all is well or only a warning, 75 if something is not"
                    + " available yet, 1 if something is broken.")
    private static final class Health implements Callable<Integer> {
        private final HealthChecks checks;
        private final Invocation invocation;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        @Option(names = "--tag", paramLabel = "T", description = "Only checks with this tag, such as core or hsm.")
        private String tag = "";

        Health(HealthChecks checks, Invocation invocation) {
            this.checks = checks;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws InterruptedException, ProblemException {
            List<Checked> found = checks.run(tag);
            if (found.isEmpty()) {
                throw new Problem(
                                "CORAL-CORE-037",
                                Errno.ENOENT,
                                "no health check has the tag '" + Names.printable(tag) + "'",
                                "there are " + String.join(", ", checks.tags()))
                        .exception();
            }
            Result.Status worst = Checked.worst(found);
            if (json) {
                invocation
                        .out()
                        .println(Json.line(new Report(
                                word(worst), found.stream().map(Line::of).toList())));
            } else {
                found.forEach(this::print);
            }
            return exitCode(worst);
        }

        private void print(Checked checked) {
            boolean ok = checked.status() == Result.Status.OK;
            List<String> messages = ok ? List.of("") : checked.messages();
            messages.forEach(message -> invocation
                    .out()
                    .println(String.format("%-11s  %-12s  %s", word(checked.status()), checked.name(), message)
                            .stripTrailing()));
        }

        private static int exitCode(Result.Status worst) {
            return switch (worst) {
                case OK, WARN -> 0;
                case TEMPORARILY_UNAVAILABLE -> CommandRunner.NOT_READY;
                case CRITICAL, HEALTH_CHECK_ERROR -> 1;
            };
        }
    }
}
