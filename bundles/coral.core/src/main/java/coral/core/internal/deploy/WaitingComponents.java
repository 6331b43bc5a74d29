// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says in plain words what the components of a bundle wait for. */
public final class WaitingComponents {
    private final ServiceComponentRuntime components;

    /** Of those that the runtime knows. */
    public WaitingComponents(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** One line for each thing that a component lacks, or for which it failed; empty when all are well. */
    List<String> of(Bundle bundle) {
        List<String> lines = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO each : components.getComponentConfigurationDTOs(description)) {
                lines.addAll(of(each));
            }
        }
        return List.copyOf(lines);
    }

    /** One line for each thing that this component lacks, or for which it failed; empty when it is well. */
    public List<String> of(ComponentConfigurationDTO configuration) {
        String name = "component " + configuration.description.name;
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Arrays.stream(configuration.unsatisfiedReferences)
                        .map(lacking -> name + " waits for " + reference(configuration.description, lacking))
                        .toList();
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                List.of(name + " waits for a configuration of "
                        + String.join(", ", configuration.description.configurationPid));
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> List.of(name + " failed: " + failure(configuration));
            default -> List.of();
        };
    }

    private static String failure(ComponentConfigurationDTO configuration) {
        String trace = configuration.failure == null ? "" : configuration.failure;
        List<String> causes =
                trace.lines().filter(line -> line.startsWith("Caused by: ")).toList();
        return causes.isEmpty()
                ? trace.lines().findFirst().orElse("the log has why")
                : causes.get(causes.size() - 1).substring("Caused by: ".length());
    }

    private String reference(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO lacking) {
        String wanted = Arrays.stream(description.references)
                .filter(each -> each.name.equals(lacking.name))
                .map(each -> each.interfaceName)
                .findFirst()
                .orElse(lacking.name);
        String filter = lacking.target == null ? "" : " with " + lacking.target;
        Set<String> offering = offering(wanted);
        return "a service " + wanted + filter + "; "
                + (offering.isEmpty()
                        ? "no component here offers it"
                        : "it would be offered by " + String.join(", ", offering));
    }

    private Set<String> offering(String wanted) {
        Set<String> names = new TreeSet<>();
        for (ComponentDescriptionDTO each : components.getComponentDescriptionDTOs()) {
            if (Arrays.asList(each.serviceInterfaces).contains(wanted)) {
                names.add(each.name + " of " + each.bundle.symbolicName);
            }
        }
        return names;
    }
}
