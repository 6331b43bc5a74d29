// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Coordination;
import coral.core.cluster.Coordination.Member;
import coral.core.cluster.Secret;
import coral.core.internal.cluster.Faults.Kind;
import coral.core.lustre.Nid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code [consul]}, {@code [etcd]} and {@code [zookeeper]}. */
final class CoordinationReader {
    private static final int LEAST_SERVERS = 3;
    private static final int MOST_PORT = 65_535;
    private static final int ETCD_PORT = 2379;
    private static final int ZOOKEEPER_PORT = 2181;

    private final References references;
    private final Faults faults;

    private CoordinationReader(References references) {
        this.references = references;
        this.faults = references.faults();
    }

    static Coordination read(Section root, References references) {
        CoordinationReader reader = new CoordinationReader(references);
        Optional<Coordination> consul = root.table("consul").map(reader::consul);
        Optional<Coordination> etcd = root.table("etcd").map(reader::etcd);
        Optional<Coordination> zooKeeper = root.table("zookeeper").map(reader::zooKeeper);
        if (consul.isPresent() && etcd.isPresent()) {
            reader.exclude(root, "etcd", "consul");
        }
        if (zooKeeper.isPresent() && (consul.isPresent() || etcd.isPresent())) {
            reader.exclude(root, "zookeeper", consul.isPresent() ? "consul" : "etcd");
        }
        return consul.or(() -> etcd).or(() -> zooKeeper).orElseGet(Coordination.None::new);
    }

    private void exclude(Section root, String key, String other) {
        faults.add(Kind.EXCLUDES, root.at(key), "excludes [" + other + "]; one of the two is allowed");
    }

    private Coordination consul(Section table) {
        references.needMembers();
        String datacenter = table.needed("datacenter", "a name in quotes is needed")
                .map(Text::value)
                .orElse("");
        Secret key = table.secret("encrypt_key").orElse(null);
        List<Member> servers = members(table, "servers");
        checkServers(table, servers.size());
        List<Member> clients = members(table, "clients");
        table.close();
        return new Coordination.Consul(datacenter, key, servers, clients);
    }

    private void checkServers(Section table, int count) {
        if (count < LEAST_SERVERS || count % 2 == 0) {
            faults.add(
                    Kind.COUNT,
                    table.at("servers").valued(""),
                    "has " + count + " hosts; an odd number of at least " + LEAST_SERVERS + " is needed");
        }
    }

    private List<Member> members(Section table, String key) {
        List<Member> members = new ArrayList<>();
        for (Section entry : table.tables(key)) {
            List<Text> hosts = hosts(entry);
            List<Text> addresses = addresses(entry);
            if (hosts.size() != addresses.size()) {
                faults.add(
                        Kind.LENGTHS,
                        entry.at("bind_addr"),
                        "has " + addresses.size() + " entries for " + hosts.size()
                                + " of hostname; as many are needed");
            }
            for (int i = 0; i < hosts.size(); i++) {
                String address = i < addresses.size() ? addresses.get(i).value() : "";
                members.add(new Member(hosts.get(i).value(), address));
            }
            entry.close();
        }
        return members;
    }

    private List<Text> addresses(Section entry) {
        String allowed = "a list of addresses is needed, one for each host";
        List<Text> addresses = new ArrayList<>();
        for (Text text : entry.texts("bind_addr", allowed)) {
            addresses.addAll(text.value().contains("[") ? Text.spelled(faults, List.of(text)) : List.of(text));
        }
        for (Text address : addresses) {
            // What may stand before "@tcp" is an address of IPv4 or IPv6, no name.
            address.as(faults, one -> Nid.parse(one + "@tcp"), "an address of IPv4 or IPv6 is allowed");
        }
        return addresses;
    }

    private List<Text> hosts(Section entry) {
        String allowed = "a name or a list of names is needed, ranges such as host[1-3] too";
        if (!entry.has("hostname")) {
            entry.missing("hostname", allowed);
        }
        List<Text> hosts = Text.spelled(faults, entry.texts("hostname", allowed));
        hosts.forEach(references::member);
        return hosts;
    }

    private List<String> servers(Section table) {
        List<String> names = new ArrayList<>();
        for (Section entry : table.tables("servers")) {
            hosts(entry).forEach(host -> names.add(host.value()));
            entry.close();
        }
        checkServers(table, names.size());
        return names;
    }

    private Coordination etcd(Section table) {
        List<String> servers = servers(table);
        int port = table.number("client_port", 1, MOST_PORT).orElse(ETCD_PORT);
        String prefix = table.text("prefix", "the beginning of all keys in quotes is allowed")
                .map(Text::value)
                .orElse("/coral/");
        Coordination.Tls tls = table.table("tls").map(this::tls).orElse(null);
        table.close();
        return new Coordination.Etcd(servers, port, prefix, tls);
    }

    private Coordination.Tls tls(Section table) {
        String allowed = "the absolute path of a PEM file is needed";
        Optional<String> ca = table.needed("ca_file", allowed).flatMap(text -> text.path(faults));
        Optional<String> cert = table.text("cert_file", allowed).flatMap(text -> text.path(faults));
        Optional<String> key = table.text("key_file", allowed).flatMap(text -> text.path(faults));
        if (table.has("cert_file") != table.has("key_file")) {
            faults.add(Kind.MISSING, table.at(), "has one of cert_file and key_file; both or none are allowed");
        }
        table.close();
        return new Coordination.Tls(ca.orElse(""), cert.orElse(null), key.orElse(null));
    }

    private Coordination zooKeeper(Section table) {
        List<String> servers = servers(table);
        int port = table.number("client_port", 1, MOST_PORT).orElse(ZOOKEEPER_PORT);
        String chroot = table.text("chroot", "an absolute path is allowed")
                .flatMap(text -> text.path(faults))
                .orElse("/coral");
        table.close();
        return new Coordination.ZooKeeper(servers, port, chroot);
    }
}
