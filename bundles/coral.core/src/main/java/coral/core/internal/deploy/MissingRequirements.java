// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Says in plain words what a bundle that does not resolve lacks. */
public final class MissingRequirements {
    private static final Pattern LEAST = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\(version=([^)]+)\\)");
    private static final Pattern NAME = Pattern.compile("\\((?:osgi\\.[a-z.]+)=([^)]+)\\)");

    private final List<BundleRevision> all;

    /** Among these bundles. */
    public MissingRequirements(Bundle[] bundles) {
        all = Arrays.stream(bundles)
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .toList();
    }

    /** One line for each requirement that nothing meets, or that only a bundle meets which is not resolved itself. */
    public List<String> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<String> lines = new ArrayList<>();
        if (revision != null) {
            for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
                if (isNeeded(requirement)) {
                    check(requirement, revision, lines);
                }
            }
        }
        return List.copyOf(lines);
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "");
        String effective = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, "");
        return !resolution.equals(Namespace.RESOLUTION_OPTIONAL)
                && !resolution.equals(PackageNamespace.RESOLUTION_DYNAMIC)
                && (effective.isEmpty() || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private void check(BundleRequirement requirement, BundleRevision asking, List<String> lines) {
        List<BundleCapability> met = capabilities(requirement.getNamespace())
                .filter(requirement::matches)
                .toList();
        if (met.isEmpty()) {
            lines.add("needs " + wanted(requirement) + "; " + offered(requirement));
        } else if (met.stream().noneMatch(each -> isUsable(each.getRevision(), asking))) {
            lines.add("needs " + wanted(requirement) + " of "
                    + met.get(0).getRevision().getSymbolicName() + ", which is not resolved itself");
        }
    }

    private static boolean isUsable(BundleRevision provider, BundleRevision asking) {
        return provider.equals(asking) || provider.getWiring() != null;
    }

    private Stream<BundleCapability> capabilities(String namespace) {
        return all.stream().flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream());
    }

    private static String wanted(BundleRequirement requirement) {
        String filter = filter(requirement);
        String what = switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "package ";
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "Java, as ";
            case "osgi.wiring.bundle" -> "bundle ";
            default -> requirement.getNamespace() + " ";
        };
        Matcher name = NAME.matcher(filter);
        return name.find() ? what + name.group(1) + range(filter) : what + filter;
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    }

    private static String range(String filter) {
        Matcher exactly = EXACTLY.matcher(filter);
        if (exactly.find()) {
            return " " + exactly.group(1);
        }
        Matcher below = BELOW.matcher(filter);
        Matcher least = LEAST.matcher(filter);
        String from = least.find() ? least.group(1) : "0.0.0";
        if (below.find()) {
            return " version [" + from + "," + below.group(1) + ")";
        }
        return filter.contains("(version") ? " version " + from + " or newer" : "";
    }

    private String offered(BundleRequirement requirement) {
        Matcher wanted = NAME.matcher(filter(requirement));
        String name = wanted.find() ? wanted.group(1) : "";
        List<String> there = capabilities(requirement.getNamespace())
                .filter(each -> name.equals(each.getAttributes().get(requirement.getNamespace())))
                .map(each -> each.getAttributes().get("version") + " of "
                        + each.getRevision().getSymbolicName())
                .distinct()
                .sorted()
                .toList();
        return there.isEmpty() ? "nothing here offers it" : "there is " + String.join(", ", there);
    }
}
