// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.deploy.DeployFolder.Stamp;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Tells how the files of deploy/ fare. Safe for use by many threads. */
@Component(service = DeployReport.class)
public final class DeployReport {
    private final BundleContext context;
    private final Deployment deployment;
    private final WaitingComponents components;

    /** Made by the component runtime. */
    @Activate
    public DeployReport(
            BundleContext context, @Reference Deployment deployment, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.deployment = deployment;
        this.components = new WaitingComponents(components);
    }

    /** The places; a problem when this is no node. */
    Deployment.Places places() throws ProblemException {
        return deployment.here().orElseThrow(() -> DeployProblems.noFolder().exception());
    }

    /** Every file of the folder, by name. */
    List<DeployedFile> files() throws ProblemException {
        Deployment.Places here = places();
        Map<String, Stamp> seen;
        try {
            seen = here.folder().look();
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.unreadable(here.folder().path(), e), e);
        }
        Map<String, Dropped> dropped = here.deployer().dropped();
        List<DeployedFile> files = new ArrayList<>();
        seen.forEach((name, stamp) -> files.add(file(name, stamp, dropped.get(name))));
        return List.copyOf(files);
    }

    /** One file of the folder; empty when there is none of that name. */
    Optional<DeployedFile> file(String name) throws ProblemException {
        return files().stream().filter(each -> each.file().equals(name)).findFirst();
    }

    private DeployedFile file(String name, Stamp stamp, @Nullable Dropped known) {
        if (!stamp.file() || !DeployFolder.isForBundles(name)) {
            String why = stamp.file() ? "its name does not end in .jar" : "it is not a file";
            boolean expected = DeployFolder.isExpected(name);
            return new DeployedFile(
                    name, "ignored", expected, null, "", expected ? List.of() : List.of(why), List.of());
        }
        if (known == null || !known.stamp().equals(stamp)) {
            return new DeployedFile(
                    name, "pending", false, running(known), "", List.of("it was not looked at yet"), List.of());
        }
        return known.refusal() == null ? installed(name, known) : refused(name, known);
    }

    private static DeployedFile refused(String name, Dropped known) {
        List<String> reasons = new ArrayList<>();
        if (known.refusal() != null) {
            reasons.add(known.refusal().text());
        }
        DeployedFile.Running former = running(known);
        if (former != null) {
            reasons.add("what was here before still runs: " + former.symbolicName() + " " + former.version());
        }
        return new DeployedFile(name, "refused", false, former, known.sha256(), reasons, List.of());
    }

    private DeployedFile installed(String name, Dropped known) {
        Bundle bundle = known.bundle();
        if (bundle == null || !known.tried()) {
            return new DeployedFile(
                    name, "pending", false, running(known), known.sha256(), List.of("it is being started"), List.of());
        }
        List<String> reasons = new ArrayList<>(reasons(bundle, known));
        String state = state(bundle, !reasons.isEmpty());
        return new DeployedFile(
                name, state, state.equals("active"), running(known), known.sha256(), reasons, brings(bundle));
    }

    private List<String> reasons(Bundle bundle, Dropped known) {
        if (isUp(bundle)) {
            return components.of(bundle);
        }
        List<String> missing = bundle.getState() == Bundle.INSTALLED
                ? new MissingRequirements(context.getBundles()).of(bundle)
                : List.of();
        if (!missing.isEmpty()) {
            return missing;
        }
        if (bundle.getState() == Bundle.STARTING) {
            return List.of("its activator has not returned yet");
        }
        return List.of(known.failure() == null ? "it was stopped" : known.failure());
    }

    private static boolean isUp(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean lazy = level != null
                && level.isActivationPolicyUsed()
                && Constants.ACTIVATION_LAZY.equals(bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY));
        return bundle.getState() == Bundle.ACTIVE || (lazy && bundle.getState() == Bundle.STARTING);
    }

    private static String state(Bundle bundle, boolean reasons) {
        if (isUp(bundle)) {
            return reasons ? "waiting" : "active";
        }
        return switch (bundle.getState()) {
            case Bundle.INSTALLED -> "unresolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "failed";
        };
    }

    private static DeployedFile.@Nullable Running running(@Nullable Dropped known) {
        Bundle bundle = known == null ? null : known.bundle();
        return bundle == null
                ? null
                : new DeployedFile.Running(
                        bundle.getBundleId(),
                        String.valueOf(bundle.getSymbolicName()),
                        bundle.getVersion().toString());
    }

    private static List<String> brings(Bundle bundle) {
        ServiceReference<?>[] services =
                bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
        return services == null
                ? List.of()
                : Arrays.stream(services)
                        .map(DeployReport::describe)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static String describe(ServiceReference<?> service) {
        if (service.getProperty(Command.NAME) instanceof String name) {
            return "command "
                    + (service.getProperty(Command.PARENT) instanceof String parent ? parent + " " + name : name);
        }
        String component = service.getProperty("component.name") instanceof String name ? " (" + name + ")" : "";
        Object types = service.getProperty(Constants.OBJECTCLASS);
        return "service " + String.join(", ", types instanceof String[] names ? names : new String[0]) + component;
    }
}
