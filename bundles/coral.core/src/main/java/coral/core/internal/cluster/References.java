// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Host;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one part of the file says of another, checked once all of it was read. For one thread. */
final class References {
    /** What a name stands for. */
    enum Of {
        HOST("host", "[[hosts]]"),
        DISTRIBUTION("fs_distribution_id", "[[fs_distributions]]"),
        MGS("mgs_id", "[[mgs_list]]");

        private final String what;
        private final String table;

        Of(String what, String table) {
            this.what = what;
            this.table = table;
        }
    }

    private record Use(Of of, String name, At at) {}

    private record LustreUse(String hostname, At at, String part) {}

    private final Faults faults;
    private final List<Use> uses = new ArrayList<>();
    private final Map<Of, Set<String>> defined = new HashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final List<LustreUse> lustreUses = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private boolean needsMembers;

    References(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    /** A name is defined here; once. */
    void define(Of of, Text name) {
        faults.claim(of.what, name.value(), name.at());
        defined.computeIfAbsent(of, key -> new HashSet<>()).add(name.value());
    }

    void host(Host host) {
        hosts.putIfAbsent(host.name(), host);
    }

    /** A name has to be defined somewhere. */
    void use(Of of, Text name) {
        uses.add(new Use(of, name.value(), name.at()));
    }

    /** Lustre runs on a host, as {@code part} says. */
    void lustreOn(Text hostname, String part) {
        use(Of.HOST, hostname);
        lustreUses.add(new LustreUse(hostname.value(), hostname.at(), part));
    }

    /** Every host of Lustre has to be a member of the coordination. */
    void needMembers() {
        needsMembers = true;
    }

    void member(Text hostname) {
        use(Of.HOST, hostname);
        faults.claim("the member", hostname.value(), hostname.at());
        members.add(hostname.value());
    }

    void check() {
        uses.forEach(this::checkDefined);
        Map<String, LustreUse> first = new LinkedHashMap<>();
        for (LustreUse use : lustreUses) {
            checkAllowed(use);
            first.putIfAbsent(use.hostname, use);
        }
        if (needsMembers) {
            first.values().forEach(this::checkMember);
        }
    }

    private void checkDefined(Use use) {
        Set<String> known = defined.getOrDefault(use.of, Set.of());
        if (!known.contains(use.name)) {
            String meant = Nearest.of(use.name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            faults.add(
                    Kind.NOT_THERE,
                    use.at.valued(use.name),
                    "there is no " + use.of.what + " " + use.name + " in " + use.of.table + meant);
        }
    }

    private void checkAllowed(LustreUse use) {
        Optional<String> excluding = Optional.ofNullable(hosts.get(use.hostname))
                .flatMap(host -> host.standalone()
                        ? Optional.of("standalone")
                        : host.onlyConsul() ? Optional.of("only_consul") : Optional.empty());
        excluding.ifPresent(key -> faults.add(
                Kind.EXCLUDES,
                use.at.valued(use.hostname),
                "the host is " + key + " in [[hosts]], which allows no " + use.part));
    }

    private void checkMember(LustreUse use) {
        if (!members.contains(use.hostname)) {
            faults.add(
                    Kind.NOT_COORDINATED,
                    use.at.valued(use.hostname),
                    "the host is there for Lustre (" + use.part
                            + ") and neither in [[consul.servers]] nor in [[consul.clients]];"
                            + " every host of Lustre has to be in one of them");
        }
    }
}
