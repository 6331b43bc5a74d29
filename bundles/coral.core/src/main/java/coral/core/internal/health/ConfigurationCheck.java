// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.node.NodeState;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether somebody takes each configuration of coral.json: the launcher names those of which it knew nobody. */
@Component(
        immediate = true,
        property = {HealthCheck.NAME + "=configuration", HealthCheck.TAGS + "=core"})
public final class ConfigurationCheck implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCheck.class);

    private final List<String> unclaimed;
    private final Supplier<Collection<ComponentDescriptionDTO>> components;

    /** Made by the component runtime; says in the log what the launcher said at the start. */
    @Activate
    public ConfigurationCheck(@Reference NodeState node, @Reference ServiceComponentRuntime components) {
        this(node.property("coral.configuration.unclaimed"), () -> components.getComponentDescriptionDTOs());
        unclaimed.forEach(pid -> LOG.warn("{}", text(pid)));
    }

    ConfigurationCheck(String unclaimed, Supplier<Collection<ComponentDescriptionDTO>> components) {
        this.unclaimed = unclaimed.isEmpty() ? List.of() : List.of(unclaimed.split(","));
        this.components = components;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, "every configuration of coral.json is taken by a bundle"));
        unclaimed.stream()
                .filter(pid -> !isTaken(pid))
                .forEach(pid -> log.add(new ResultLog.Entry(Result.Status.WARN, text(pid))));
        return new Result(log);
    }

    private boolean isTaken(String pid) {
        return components.get().stream()
                .anyMatch(component -> Arrays.asList(component.configurationPid).contains(pid));
    }

    private static String text(String pid) {
        return "CORAL-CORE-044: coral.json has a configuration '" + pid
                + "' that no bundle takes; drop its bundle into deploy/, or take it out and restart the node";
    }
}
