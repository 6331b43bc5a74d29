// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Host.Ipmi;
import coral.core.cluster.Secret;
import coral.core.internal.cluster.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code [hosts.ipmi]}: one controller for each host, which differ by name or by port. */
final class IpmiReader {
    private static final int USUAL_PORT = 623;
    private static final int MOST_PORT = 65_535;
    private static final String NAMES = "a name for all hosts, or one for each of them, is needed";
    private static final String PORTS = "a port for all hosts, or a list of one for each of them, is allowed";

    private IpmiReader() {}

    static List<Ipmi> read(Section table, int hosts) {
        Faults faults = table.faults();
        String interfaceName = needed(table, "ipmi_interface", "a name such as \"lanplus\" is needed");
        String username = needed(table, "ipmi_username", "a name in quotes is needed");
        Optional<Secret> password = table.secret("ipmi_password");
        if (!table.has("ipmi_password")) {
            table.missing("ipmi_password", "a password in quotes is needed");
        }
        if (!table.has("ipmi_hostname")) {
            table.missing("ipmi_hostname", NAMES);
        }
        List<Text> names = Text.spelled(faults, table.texts("ipmi_hostname", NAMES));
        List<Integer> ports = ports(table);
        boolean lists = names.size() > 1 && ports.size() > 1;
        if (lists) {
            faults.add(
                    Kind.EXCLUDES,
                    table.at("ipmi_port"),
                    "is a list, and so is ipmi_hostname; a list is allowed for one of the two");
        }
        checkLength(table, "ipmi_hostname", names.size(), hosts);
        checkLength(table, "ipmi_port", ports.size(), hosts);
        List<Ipmi> controllers = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            String name = names.isEmpty()
                    ? ""
                    : names.get(Math.min(i, names.size() - 1)).value();
            int port = ports.isEmpty() ? USUAL_PORT : ports.get(Math.min(i, ports.size() - 1));
            controllers.add(new Ipmi(interfaceName, username, password.orElseGet(() -> new Secret("")), name, port));
        }
        table.close();
        return controllers;
    }

    private static String needed(Section table, String key, String allowed) {
        return table.needed(key, allowed).map(Text::value).orElse("");
    }

    private static void checkLength(Section table, String key, int has, int hosts) {
        if (has > 1 && has != hosts) {
            table.faults()
                    .add(
                            Kind.LENGTHS,
                            table.at(key),
                            "has " + has + " entries for " + hosts + " of hostname; one or as many are allowed");
        }
    }

    private static List<Integer> ports(Section table) {
        List<Integer> ports = new ArrayList<>();
        for (Text text : table.scalars("ipmi_port", PORTS)) {
            // One that is told of keeps its place, or the length would be told of too.
            ports.add(text.as(table.faults(), IpmiReader::port, "whole numbers from 1 to " + MOST_PORT + " are allowed")
                    .orElse(USUAL_PORT));
        }
        return ports;
    }

    private static Optional<Integer> port(String text) {
        if (!text.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= MOST_PORT ? Optional.of(port) : Optional.empty();
    }
}
