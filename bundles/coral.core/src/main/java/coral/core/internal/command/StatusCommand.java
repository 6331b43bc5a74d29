// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.node.NodeState;
import coral.core.internal.node.NodeStatus;
import coral.core.internal.poll.Poll;
import coral.core.internal.shell.CommandRunner;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;

/** {@code coral status}: whether the node is up. */
@Component(property = {Command.NAME + "=status", Command.PARENT + "=coral"})
public final class StatusCommand implements Command {

    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public StatusCommand(@Reference NodeState node) {
        this.node = node;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Status(node, invocation);
    }

    @picocli.CommandLine.Command(
            name = "status",
            description = "Shows whether this node is up; exit code 0 if it is ready, 75 if not.")
    private static final class Status implements Callable<Integer> {
        private final NodeState node;
        private final Invocation invocation;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        @Option(
                names = "--wait-seconds",
                paramLabel = "N",
                defaultValue = "0",
                description = "Wait at most N seconds until it is ready.")
        private int waitSeconds;

        Status(NodeState node, Invocation invocation) {
            this.node = node;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws InterruptedException {
            boolean unused = Poll.until(node::isReady, Duration.ofSeconds(waitSeconds));
            NodeStatus status = node.status();
            invocation.out().println(json ? Json.line(status) : text(status));
            return status.ready() ? 0 : CommandRunner.NOT_READY;
        }

        private static String text(NodeStatus status) {
            StringBuilder text = new StringBuilder();
            text.append("pid      ").append(status.pid());
            text.append("\nversion  ").append(status.version());
            text.append("\nready    ").append(status.ready() ? "yes" : "no");
            text.append("\nhome     ").append(status.home());
            text.append("\nsocket   ").append(status.socket());
            status.http().forEach(url -> text.append("\nhttp     ").append(url));
            if (status.httpProblem() != null) {
                text.append("\nhttp     none: ").append(status.httpProblem());
            }
            status.bundlesNotActive()
                    .forEach(bundle -> text.append("\nbundle   ")
                            .append(bundle.name() + " " + bundle.version() + " is " + bundle.state()));
            status.componentsWaiting()
                    .forEach(component -> text.append("\nwaiting  ").append(component));
            status.unfinished().forEach(what -> text.append("\nstarting ").append(what));
            return text.toString();
        }
    }
}
