// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.node.NodeOwner;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.task.Workers;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code coral stop}: stops the node. */
@Component(property = {Command.NAME + "=stop", Command.PARENT + "=coral"})
public final class StopCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(StopCommand.class);

    private final BundleContext context;

    /** Made by the component runtime. */
    @Activate
    public StopCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Stop(context, invocation);
    }

    @picocli.CommandLine.Command(
            name = "stop",
            description = "Stops this node; running work ends or goes on at the next start.")
    private static final class Stop implements Callable<Integer> {
        private final BundleContext context;
        private final Invocation invocation;

        Stop(BundleContext context, Invocation invocation) {
            this.context = context;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException {
            NodeOwner.require(invocation.caller(), "stop the node");
            Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
            LOG.info("{} stops the node", invocation.caller().name());
            Workers.start("coral-core-stop", () -> stop(framework));
            return 0;
        }

        private static void stop(Bundle framework) {
            try {
                framework.stop();
            } catch (BundleException e) {
                LOG.error("the framework does not stop", e);
            }
        }
    }
}
