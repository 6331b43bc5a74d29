// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.TargetName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cluster as its configuration says it is meant to be. Immutable; names that one part uses for another exist.
 *
 * @param coordination what hosts agree by
 * @param distributions releases that hosts may get
 * @param hosts all hosts, in the order of the configuration
 * @param mgsTargets MGSs with devices of their own
 * @param fileSystems in the order of the configuration
 */
public record Cluster(
        Coordination coordination,
        List<FsDistribution> distributions,
        List<Host> hosts,
        List<Target> mgsTargets,
        List<FileSystem> fileSystems) {
    /** A node that is part of no cluster. */
    public static final Cluster NONE = new Cluster(new Coordination.None(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Cluster {
        distributions = List.copyOf(distributions);
        hosts = List.copyOf(hosts);
        mgsTargets = List.copyOf(mgsTargets);
        fileSystems = List.copyOf(fileSystems);
    }

    /** The host of this name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** All targets: MGSs with devices of their own, then each file system's. */
    public Stream<Target> targets() {
        return Stream.concat(mgsTargets.stream(), fileSystems.stream().flatMap(FileSystem::targets));
    }

    /** The target of this name. */
    public Optional<Target> target(TargetName name) {
        return targets().filter(target -> target.name().equals(name)).findFirst();
    }

    /** The target with which the MGS of a file system runs. */
    public Optional<Target> mgsOf(FileSystem fileSystem) {
        String id = fileSystem.mgsId();
        return id == null
                ? fileSystem.mdts().stream().filter(Target::withMgs).findFirst()
                : target(new TargetName.Mgs(id));
    }

    /** What each host does, hosts in the order of the configuration. */
    public Map<String, Set<HostRole>> roles() {
        Map<String, Set<HostRole>> roles = new LinkedHashMap<>();
        for (Host host : hosts) {
            EnumSet<HostRole> own = EnumSet.noneOf(HostRole.class);
            if (host.fsClient()) {
                own.add(HostRole.CLIENT);
            }
            if (host.isWithoutLustre()) {
                own.add(HostRole.MANAGEMENT);
            }
            roles.put(host.name(), own);
        }
        coordination.serverHosts().forEach(name -> add(roles, name, HostRole.MANAGEMENT));
        fileSystems.forEach(fs -> fs.mounts().forEach(mount -> add(roles, mount.hostname(), HostRole.CLIENT)));
        targets().forEach(target -> target.hosts().forEach(name -> addRoles(roles, name, target)));
        return roles;
    }

    private static void addRoles(Map<String, Set<HostRole>> roles, String hostname, Target target) {
        if (target.isMgs()) {
            add(roles, hostname, HostRole.MGS);
        }
        if (target.name().kind() != TargetName.Kind.MGS) {
            add(roles, hostname, target.name().kind() == TargetName.Kind.MDT ? HostRole.MDS : HostRole.OSS);
        }
    }

    private static void add(Map<String, Set<HostRole>> roles, String hostname, HostRole role) {
        Set<HostRole> own = roles.get(hostname);
        if (own != null) {
            own.add(role);
        }
    }

    /** Names of the hosts that have a role, in the order of the configuration. */
    public List<String> hostsWith(HostRole role) {
        return roles().entrySet().stream()
                .filter(host -> host.getValue().contains(role))
                .map(Map.Entry::getKey)
                .toList();
    }
}
