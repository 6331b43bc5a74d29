// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What {@code lnetctl net show -v}, {@code peer show -v}, {@code stats show}, {@code global show}, {@code route show},
 * {@code routing show} and {@code export} print, up to Lustre 2.17.
 *
 * @param interfaces the host's, of all networks
 * @param peers in the order of {@code lnetctl}
 * @param routes to other networks
 * @param statistics of {@code stats show}, by name: messages, and bytes for names that end in {@code length}
 * @param settings of {@code global show}, by name; times in seconds
 * @param failures what {@code lnetctl} says went wrong
 * @param documents everything that was printed, as maps, lists, texts, numbers and truth values: what is not named here
 *     is there
 */
public record LnetReport(
        List<Interface> interfaces,
        List<Peer> peers,
        List<Route> routes,
        Map<String, Long> statistics,
        Map<String, Long> settings,
        List<Failure> failures,
        List<Map<String, Object>> documents) {
    /** Copies the lists and maps. */
    public LnetReport {
        interfaces = List.copyOf(interfaces);
        peers = List.copyOf(peers);
        routes = List.copyOf(routes);
        statistics = Map.copyOf(statistics);
        settings = Map.copyOf(settings);
        failures = List.copyOf(failures);
        documents = List.copyOf(documents);
    }

    /**
     * One interface of this host.
     *
     * @param network such as {@code tcp} or {@code o2ib1}
     * @param nid its address
     * @param status {@code up} or {@code down}
     * @param devices the names of the devices below it
     * @param groups its numbers by group: {@code statistics}, {@code sent_stats}, {@code health stats},
     *     {@code tunables}, {@code lnd tunables} and others
     */
    public record Interface(
            String network, String nid, String status, List<String> devices, Map<String, Map<String, Long>> groups) {
        /** Copies the list and the map. */
        public Interface {
            devices = List.copyOf(devices);
            groups = Map.copyOf(groups);
        }

        /** A number of a group, such as {@code number("statistics", "send_count")}; empty if it is not there. */
        public OptionalLong number(String group, String name) {
            return numberOf(groups, group, name);
        }
    }

    /** Another host, by its primary NID. */
    public record Peer(String primaryNid, boolean multiRail, List<PeerNid> nids) {
        /** Copies the list. */
        public Peer {
            nids = List.copyOf(nids);
        }
    }

    /**
     * One address of a peer.
     *
     * @param state {@code up}, {@code down} or {@code NA}
     * @param groups its numbers by group; those of the peer itself, such as {@code available_tx_credits}, in the group
     *     {@code peer}
     */
    public record PeerNid(String nid, String state, Map<String, Map<String, Long>> groups) {
        /** Copies the map. */
        public PeerNid {
            groups = Map.copyOf(groups);
        }

        /** A number of a group; empty if it is not there. */
        public OptionalLong number(String group, String name) {
            return numberOf(groups, group, name);
        }
    }

    /** The way to another network. */
    public record Route(String network, String gateway, OptionalLong hops, OptionalLong priority, String state) {}

    /**
     * Something that went wrong.
     *
     * @param command what was asked for, such as {@code add} or {@code manage}
     * @param errno negative, as printed
     */
    public record Failure(String command, long errno, String description) {}

    private static OptionalLong numberOf(Map<String, Map<String, Long>> groups, String group, String name) {
        Long number = groups.getOrDefault(group, Map.of()).get(name);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /**
     * Reads what {@code lnetctl} printed; it may have several documents, or none.
     *
     * @throws ParamFormatException CORAL-LUSTRE-103 if that is no YAML, CORAL-LUSTRE-104 if it is too large or too deep
     */
    public static LnetReport read(Slice text) throws ParamFormatException {
        return new LnetReader().read(LnetYaml.documents(text));
    }
}
