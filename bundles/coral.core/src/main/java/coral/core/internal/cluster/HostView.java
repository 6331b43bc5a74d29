// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.Host;
import coral.core.cluster.HostRole;
import coral.core.http.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host as shell and HTTP show it; without passwords. */
public record HostView(
        String name,
        @Field("mgs, mds, oss, client, management.") List<String> roles,
        int sshPort,

        @Field(value = "Private key it is reached with.", optional = true) @Nullable
        String sshIdentityFile,

        @Field(value = "Which distribution it gets.", optional = true) @Nullable
        String distribution,

        @Field(value = "ipmi:CONTROLLER:PORT or libvirt:SERVER/DOMAIN.", optional = true) @Nullable
        String power) {
    static List<HostView> all(Cluster cluster) {
        Map<String, Set<HostRole>> roles = cluster.roles();
        return cluster.hosts().stream()
                .map(host -> of(host, roles.getOrDefault(host.name(), Set.of())))
                .sorted(Comparator.comparing(HostView::name))
                .toList();
    }

    private static HostView of(Host host, Set<HostRole> roles) {
        return new HostView(
                host.name(),
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList(),
                host.ssh().port(),
                host.ssh().identityFile(),
                host.distributionId(),
                power(host));
    }

    private static @Nullable String power(Host host) {
        if (host.power() instanceof Host.Ipmi ipmi) {
            return "ipmi:" + ipmi.hostname() + ":" + ipmi.port();
        }
        return host.power() instanceof Host.Libvirt libvirt
                ? "libvirt:" + libvirt.server() + "/" + libvirt.domainName()
                : null;
    }
}
