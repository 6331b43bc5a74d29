// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.node;

import coral.core.internal.node.NodeStatus.InactiveBundle;
import coral.core.task.StartUp;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Knows whether the node has come up. Safe for use by many threads. */
@Component(service = NodeState.class)
public final class NodeState {
    /** Bundles of the distribution are installed by reference; dropped ones are not and do not count. */
    private static final String OF_DISTRIBUTION = "reference:";

    private static final Set<Integer> NOT_UP =
            Set.of(ComponentConfigurationDTO.UNSATISFIED_REFERENCE, ComponentConfigurationDTO.FAILED_ACTIVATION);

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final HttpAddress http;
    private final List<StartUp> startUps = new CopyOnWriteArrayList<>();

    /** Made by the component runtime. */
    @Activate
    public NodeState(
            BundleContext context, @Reference ServiceComponentRuntime components, @Reference HttpAddress http) {
        this.context = context;
        this.http = http;
        this.components = components;
    }

    /** Something goes on that the node must wait for. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(StartUp startUp) {
        startUps.add(startUp);
    }

    /** Its component is gone. */
    void unbind(StartUp startUp) {
        startUps.remove(startUp);
    }

    /** Whether every start level was reached and all rooms of the distribution are up. */
    public boolean isReady() {
        return isStarted()
                && inactiveOfDistribution().isEmpty()
                && waitingComponents().isEmpty()
                && unfinished().isEmpty();
    }

    /** What {@code coral status} shows. */
    public NodeStatus status() {
        return new NodeStatus(
                ProcessHandle.current().pid(),
                version(),
                isReady(),
                property("coral.home"),
                property("coral.socket"),
                http.state().urls(),
                http.state().problem(),
                inactive().map(NodeState::describe).toList(),
                waitingComponents(),
                unfinished());
    }

    /** The version of Coral that runs. */
    public String version() {
        return context.getBundle().getVersion().toString();
    }

    /** A property of the framework, empty if it is not set. */
    public String property(String key) {
        String value = context.getProperty(key);
        return value == null ? "" : value;
    }

    /** Whether the last start level is reached. */
    public boolean isStarted() {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        String last = property(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int wanted = last.isEmpty() ? 1 : Integer.parseInt(last);
        return system != null
                && system.getState() == Bundle.ACTIVE
                && system.adapt(FrameworkStartLevel.class).getStartLevel() >= wanted;
    }

    private List<String> inactiveOfDistribution() {
        return inactive()
                .filter(NodeState::isOfDistribution)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    /** Whether the bundle came with the distribution; others were dropped in. */
    public static boolean isOfDistribution(Bundle bundle) {
        return bundle.getLocation().startsWith(OF_DISTRIBUTION);
    }

    /** Whether the component's bundle came with the distribution. */
    public boolean isOfDistribution(ComponentConfigurationDTO component) {
        Bundle bundle = context.getBundle(component.description.bundle.id);
        return bundle != null && isOfDistribution(bundle);
    }

    /** Bundles that should run and do not. */
    public List<Bundle> inactiveBundles() {
        return inactive().toList();
    }

    private Stream<Bundle> inactive() {
        return Arrays.stream(context.getBundles()).filter(bundle -> !isActive(bundle));
    }

    private static boolean isActive(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE
                || (isFragment(bundle) && bundle.getState() == Bundle.RESOLVED)
                || (isLazy(bundle) && bundle.getState() == Bundle.STARTING);
    }

    private static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static boolean isLazy(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return level != null && level.isActivationPolicyUsed();
    }

    /** Components of Coral and of dropped bundles that failed or miss something they need. */
    public List<ComponentConfigurationDTO> waiting() {
        return notUp().filter(one -> isOfCoral(one) || !isOfDistribution(one))
                .sorted(Comparator.comparing(one -> one.description.name))
                .toList();
    }

    private static boolean isOfCoral(ComponentConfigurationDTO component) {
        return component.description.bundle.symbolicName.startsWith("coral.");
    }

    private Stream<ComponentConfigurationDTO> notUp() {
        return components.getComponentDescriptionDTOs().stream()
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> NOT_UP.contains(configuration.state));
    }

    private List<String> waitingComponents() {
        return notUp().filter(NodeState::isOfCoral)
                .map(configuration -> configuration.description.name)
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    /** What still goes on before the node is ready. */
    public List<String> unfinished() {
        return startUps.stream()
                .filter(startUp -> !startUp.isOver())
                .map(StartUp::what)
                .sorted()
                .toList();
    }

    private static InactiveBundle describe(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return new InactiveBundle(
                name == null ? bundle.getLocation() : name, bundle.getVersion().toString(), state(bundle.getState()));
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }
}
