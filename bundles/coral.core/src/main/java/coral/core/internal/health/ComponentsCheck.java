// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.node.NodeState;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** Whether all components of Coral and of dropped bundles have what they need. */
@Component(property = {HealthCheck.NAME + "=components", HealthCheck.TAGS + "=core"})
public final class ComponentsCheck implements HealthCheck {
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public ComponentsCheck(@Reference NodeState node) {
        this.node = node;
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

    static String text(ComponentConfigurationDTO component) {
        String name = "CORAL-CORE-043: component " + component.description.name + " of bundle "
                + component.description.bundle.symbolicName;
        if (component.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            String first = component.failure == null
                    ? ""
                    : component.failure.lines().findFirst().orElse("");
            return name + " failed at its start: " + first + "; mend that, then restart the node";
        }
        String missing = Arrays.stream(component.unsatisfiedReferences)
                .map(reference -> service(component, reference.name))
                .collect(Collectors.joining(", "));
        return name + " waits for " + (missing.isEmpty() ? "its configuration" : missing)
                + "; start or add the bundle that brings it";
    }

    private static String service(ComponentConfigurationDTO component, String reference) {
        ReferenceDTO[] references = component.description.references;
        return Arrays.stream(references == null ? new ReferenceDTO[0] : references)
                .filter(one -> one.name.equals(reference))
                .map(one -> one.interfaceName + (one.target == null ? "" : " " + one.target))
                .findFirst()
                .orElse(reference);
    }
}
