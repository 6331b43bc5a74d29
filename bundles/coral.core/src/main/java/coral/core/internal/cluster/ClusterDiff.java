// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.ClusterChange.Kind;
import coral.core.cluster.Coordination;
import coral.core.cluster.FileSystem;
import coral.core.cluster.Host;
import coral.core.cluster.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what differs between two clusters, thing by thing and attribute by attribute. Shows no secret. */
final class ClusterDiff {
    /** Attributes of one thing; compared as they are, shown as text. */
    private static final class Thing extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        Thing with(String attribute, Object value) {
            put(attribute, value);
            return this;
        }
    }

    private ClusterDiff() {}

    static List<ClusterChange> between(Cluster before, Cluster after) {
        Map<String, Thing> old = things(before);
        Map<String, Thing> now = things(after);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        List<ClusterChange> changes = new ArrayList<>();
        for (String what : all) {
            Thing was = old.get(what);
            Thing is = now.get(what);
            if (was == null) {
                changes.add(new ClusterChange(Kind.ADDED, what, "", "", ""));
            } else if (is == null) {
                changes.add(new ClusterChange(Kind.REMOVED, what, "", "", ""));
            } else {
                attributes(what, was, is, changes);
            }
        }
        return changes;
    }

    private static void attributes(String what, Thing was, Thing is, List<ClusterChange> changes) {
        Set<String> all = new LinkedHashSet<>(was.keySet());
        all.addAll(is.keySet());
        for (String attribute : all) {
            Object before = was.getOrDefault(attribute, "");
            Object after = is.getOrDefault(attribute, "");
            if (!before.equals(after)) {
                changes.add(new ClusterChange(Kind.CHANGED, what, attribute, before.toString(), after.toString()));
            }
        }
    }

    private static Map<String, Thing> things(Cluster cluster) {
        Map<String, Thing> things = new LinkedHashMap<>();
        coordination(cluster.coordination(), things);
        cluster.distributions()
                .forEach(one -> things.put(
                        "distribution " + one.id(),
                        new Thing()
                                .with("lustre_release_dir", one.lustreReleaseDirectory())
                                .with("e2fsprogs_dir", one.e2fsprogsDirectory())));
        cluster.hosts().forEach(host -> things.put("host " + host.name(), host(host)));
        cluster.targets().forEach(target -> things.put("target " + target.name(), target(target)));
        cluster.fileSystems().forEach(fs -> fileSystem(fs, things));
        return things;
    }

    private static void coordination(Coordination coordination, Map<String, Thing> things) {
        if (coordination instanceof Coordination.Consul consul) {
            things.put(
                    "consul",
                    new Thing()
                            .with("datacenter", consul.datacenter())
                            .with("encrypt_key", orNone(consul.encryptKey()))
                            .with("servers", members(consul.servers()))
                            .with("clients", members(consul.clients())));
        } else if (coordination instanceof Coordination.Etcd etcd) {
            things.put(
                    "etcd",
                    new Thing()
                            .with("servers", String.join(",", etcd.serverHosts()))
                            .with("client_port", etcd.clientPort())
                            .with("prefix", etcd.prefix())
                            .with("tls", orNone(etcd.tls())));
        } else if (coordination instanceof Coordination.ZooKeeper zooKeeper) {
            things.put(
                    "zookeeper",
                    new Thing()
                            .with("servers", String.join(",", zooKeeper.serverHosts()))
                            .with("client_port", zooKeeper.clientPort())
                            .with("chroot", zooKeeper.chroot()));
        }
    }

    private static String members(List<Coordination.Member> members) {
        return members.stream()
                .map(member -> member.hostname() + "=" + member.bindAddress())
                .collect(Collectors.joining(","));
    }

    private static Object orNone(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static Thing host(Host host) {
        Thing thing = new Thing()
                .with("ssh_port", host.ssh().port())
                .with("ssh_identity_file", orNone(host.ssh().identityFile()))
                .with("fs_server", host.fsServer())
                .with("fs_client", host.fsClient())
                .with("fs_distribution_id", orNone(host.distributionId()))
                .with("standalone", host.standalone())
                .with("only_consul", host.onlyConsul());
        if (host.power() instanceof Host.Ipmi ipmi) {
            thing.with("ipmi_interface", ipmi.interfaceName())
                    .with("ipmi_username", ipmi.username())
                    .with("ipmi_password", ipmi.password())
                    .with("ipmi", ipmi.hostname() + ":" + ipmi.port());
        } else if (host.power() instanceof Host.Libvirt libvirt) {
            thing.with("libvirt", libvirt.server() + "/" + libvirt.domainName());
        }
        return thing;
    }

    private static Thing target(Target target) {
        return new Thing()
                .with("is_mgs", target.isMgs())
                .with("backfstype", target.backend().name().toLowerCase(Locale.ROOT))
                .with("zpool_name", orNone(target.zpoolName()))
                .with("hosts", String.join(",", target.hosts()))
                .with("devices", instances(target, Target.Instance::device))
                .with("nids", instances(target, one -> one.nids().toString()))
                .with("mnt", instances(target, Target.Instance::mountPoint))
                .with(
                        "zpool_create",
                        instances(target, one -> orNone(one.zpoolCreate()).toString()));
    }

    private static String instances(Target target, Function<Target.Instance, String> attribute) {
        return target.instances().stream().map(attribute).collect(Collectors.joining(","));
    }

    private static void fileSystem(FileSystem fs, Map<String, Thing> things) {
        things.put("file system " + fs.name(), new Thing().with("mgs_id", orNone(fs.mgsId())));
        fs.mounts()
                .forEach(mount -> things.put(
                        "mount of " + fs.name() + " on " + mount.hostname() + " at " + mount.mountPoint(),
                        new Thing()));
    }
}
