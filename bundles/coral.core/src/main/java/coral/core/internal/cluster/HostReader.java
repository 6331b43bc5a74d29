// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.FsDistribution;
import coral.core.cluster.Host;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code [[fs_distributions]]} and {@code [[hosts]]}. */
final class HostReader {
    private static final int MOST_PORT = 65_535;
    private static final String HOSTS = "a name or a list of names is needed, ranges such as oss[1-40] too";

    private final References references;
    private final Faults faults;

    HostReader(References references) {
        this.references = references;
        this.faults = references.faults();
    }

    static List<FsDistribution> distributions(Section root, References references) {
        Faults faults = references.faults();
        List<FsDistribution> distributions = new ArrayList<>();
        for (Section entry : root.tables("fs_distributions")) {
            String path = "an absolute path is needed";
            Optional<Text> id = entry.needed("fs_distribution_id", "a name in quotes is needed");
            id.ifPresent(text -> references.define(References.Of.DISTRIBUTION, text));
            Optional<String> lustre = entry.needed("lustre_release_dir", path).flatMap(text -> text.path(faults));
            Optional<String> e2fsprogs = entry.needed("e2fsprogs_dir", path).flatMap(text -> text.path(faults));
            distributions.add(
                    new FsDistribution(id.map(Text::value).orElse(""), lustre.orElse(""), e2fsprogs.orElse("")));
            entry.close();
        }
        return distributions;
    }

    List<Host> hosts(Section root) {
        List<Host> hosts = new ArrayList<>();
        for (Section entry : root.tables("hosts")) {
            if (!entry.has("hostname")) {
                entry.missing("hostname", HOSTS);
            }
            List<Text> names = Text.spelled(faults, entry.texts("hostname", HOSTS));
            names.forEach(name -> references.define(References.Of.HOST, name));
            List<Host> read = hosts(entry, names);
            read.forEach(references::host);
            hosts.addAll(read);
            entry.close();
        }
        return hosts;
    }

    private List<Host> hosts(Section entry, List<Text> names) {
        Host.Ssh ssh = new Host.Ssh(
                entry.number("ssh_port", 1, MOST_PORT).orElse(Host.Ssh.USUAL.port()),
                entry.text("ssh_identity_file", "the absolute path of a private key is allowed")
                        .flatMap(text -> text.path(faults))
                        .orElse(null));
        boolean server = entry.flag("fs_server");
        boolean client = entry.flag("fs_client");
        boolean standalone = entry.flag("standalone");
        boolean onlyConsul = entry.flag("only_consul");
        Optional<Text> distribution = entry.text("fs_distribution_id", "a name in quotes is allowed");
        distribution.ifPresent(text -> references.use(References.Of.DISTRIBUTION, text));
        List<? extends Host.@Nullable Power> power = power(entry, names);
        exclusions(entry);
        String id = distribution.map(Text::value).orElse(null);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Host.Power own = i < power.size() ? power.get(i) : null;
            hosts.add(new Host(names.get(i).value(), ssh, server, client, id, standalone, onlyConsul, own));
        }
        return hosts;
    }

    private void exclusions(Section entry) {
        exclude(entry, "standalone", List.of("fs_server", "fs_client", "only_consul", "libvirt"));
        exclude(entry, "only_consul", List.of("fs_server", "fs_client", "libvirt"));
        if (entry.has("ipmi") && entry.has("libvirt")) {
            faults.add(Kind.EXCLUDES, entry.at("libvirt"), "excludes ipmi; one of the two is allowed");
        }
    }

    private void exclude(Section entry, String key, List<String> others) {
        if (!entry.flagIsSet(key)) {
            return;
        }
        for (String other : others) {
            boolean there = other.equals("libvirt") ? entry.has(other) : entry.flagIsSet(other);
            if (there) {
                faults.add(Kind.EXCLUDES, entry.at(other), "excludes " + key + " = true; one of the two is allowed");
            }
        }
    }

    private List<? extends Host.@Nullable Power> power(Section entry, List<Text> names) {
        Optional<Section> ipmi = entry.table("ipmi");
        Optional<Section> libvirt = entry.table("libvirt");
        List<Host.Ipmi> controllers =
                ipmi.map(table -> IpmiReader.read(table, names.size())).orElse(List.of());
        List<Host.Libvirt> machines =
                libvirt.map(table -> libvirt(table, names)).orElse(List.of());
        return controllers.isEmpty() ? machines : controllers;
    }

    private List<Host.Libvirt> libvirt(Section table, List<Text> names) {
        Optional<Text> server = table.needed("libvirt_server", "the name of a configured host is needed");
        server.ifPresent(text -> references.use(References.Of.HOST, text));
        List<Text> domains =
                Text.spelled(faults, table.texts("domain_name", "a name for each host is allowed, ranges too"));
        if (!domains.isEmpty()) {
            checkLength(table.at("domain_name"), domains.size(), names.size());
        }
        List<Host.Libvirt> machines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Text domain = i < domains.size() ? domains.get(i) : names.get(i);
            machines.add(new Host.Libvirt(server.map(Text::value).orElse(""), domain.value()));
            server.ifPresent(host -> faults.claim("domain of " + host.value(), domain.value(), domain.at()));
        }
        table.close();
        return machines;
    }

    private void checkLength(At at, int has, int needed) {
        if (has != needed) {
            faults.add(Kind.LENGTHS, at, "has " + has + " entries for " + needed + " of hostname; as many are needed");
        }
    }
}
