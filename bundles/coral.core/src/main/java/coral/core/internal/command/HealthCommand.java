// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.health.Checked;
import coral.core.internal.health.HealthChecks;
import coral.core.internal.health.HealthReport;
import coral.core.internal.shell.CommandRunner;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.List;
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
            List<Checked> found = HealthReport.checked(checks, tag);
            Result.Status worst = Checked.worst(found);
            if (json) {
                invocation.out().println(Json.line(HealthReport.of(found)));
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
                    .println(String.format(
                                    "%-11s  %-12s  %s", HealthReport.word(checked.status()), checked.name(), message)
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
