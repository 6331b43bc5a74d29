// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.deploy.WaitingComponents;
import coral.core.internal.node.NodeState;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Whether all components of Coral and of dropped bundles have what they need. */
@Component(property = {HealthCheck.NAME + "=components", HealthCheck.TAGS + "=core"})
public final class ComponentsCheck implements HealthCheck {
    private final NodeState node;
    private final WaitingComponents waiting;

    /** Made by the component runtime. */
    @Activate
    public ComponentsCheck(@Reference NodeState node, @Reference ServiceComponentRuntime components) {
        this.node = node;
        this.waiting = new WaitingComponents(components);
    }

    @Override
    public Result execute() {
        if (!node.isStarted()) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "the node is starting; look again");
        }
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, "all components have what they need"));
        node.unfinished()
                .forEach(what -> log.add(new ResultLog.Entry(
                        Result.Status.TEMPORARILY_UNAVAILABLE, "the node is still " + what + "; look again")));
        node.waiting()
                .forEach(component -> log.add(new ResultLog.Entry(
                        node.isOfDistribution(component) ? Result.Status.CRITICAL : Result.Status.WARN,
                        text(component))));
        return new Result(log);
    }

    private String text(ComponentConfigurationDTO component) {
        String remedy = component.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                ? "mend that, then restart the node"
                : "start or add the bundle that brings it";
        return "CORAL-CORE-043: " + String.join("; ", waiting.of(component)) + "; the component is of bundle "
                + component.description.bundle.symbolicName + "; " + remedy;
    }
}
