// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds what {@link LnetReport} names in what {@code lnetctl} printed. */
final class LnetReader {
    private final List<LnetReport.Interface> interfaces = new ArrayList<>();
    private final List<LnetReport.Peer> peers = new ArrayList<>();
    private final List<LnetReport.Route> routes = new ArrayList<>();
    private final Map<String, Long> statistics = new LinkedHashMap<>();
    private final Map<String, Long> settings = new LinkedHashMap<>();
    private final List<LnetReport.Failure> failures = new ArrayList<>();

    LnetReport read(List<Map<String, Object>> documents) {
        for (Map<String, Object> document : documents) {
            maps(document.get("net")).forEach(this::net);
            maps(document.get("peer")).forEach(this::peer);
            maps(document.get("route")).forEach(this::route);
            statistics.putAll(numbers(map(document.get("statistics"))));
            settings.putAll(numbers(map(document.get("global"))));
            document.forEach(this::failures);
        }
        return new LnetReport(interfaces, peers, routes, statistics, settings, failures, documents);
    }

    private void net(Map<String, Object> net) {
        String network = text(net, "net type");
        for (Map<String, Object> one : maps(net.get("local NI(s)"))) {
            List<String> devices = map(one.get("interfaces")).values().stream()
                    .map(String::valueOf)
                    .toList();
            interfaces.add(new LnetReport.Interface(
                    network, text(one, "nid"), text(one, "status"), devices, groups(one, "interface")));
        }
    }

    private void peer(Map<String, Object> peer) {
        List<LnetReport.PeerNid> nids = new ArrayList<>();
        for (Map<String, Object> one : maps(peer.get("peer ni"))) {
            nids.add(new LnetReport.PeerNid(text(one, "nid"), text(one, "state"), groups(one, "peer")));
        }
        boolean multiRail = text(peer, "Multi-Rail").equalsIgnoreCase("true");
        peers.add(new LnetReport.Peer(text(peer, "primary nid"), multiRail, nids));
    }

    private void route(Map<String, Object> route) {
        Map<String, Long> numbers = numbers(route);
        routes.add(new LnetReport.Route(
                text(route, "net"),
                text(route, "gateway"),
                optional(numbers.get("hop")),
                optional(numbers.get("priority")),
                text(route, "state")));
    }

    /** A command's part is a list of maps, or maps in maps, with the number and the text of an error. */
    private void failures(String command, Object part) {
        for (Map<String, Object> one : maps(part)) {
            Object errno = one.get("errno");
            if (errno instanceof Number number && number.longValue() != 0) {
                failures.add(new LnetReport.Failure(command, number.longValue(), text(one, "descr")));
            }
            one.values().stream().filter(Map.class::isInstance).forEach(below -> failures(command, below));
        }
    }

    private static Map<String, Map<String, Long>> groups(Map<String, Object> one, String own) {
        Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
        groups.put(own, numbers(one));
        one.forEach((name, value) -> {
            if (value instanceof Map<?, ?>) {
                groups.put(name, numbers(map(value)));
            }
        });
        return groups;
    }

    private static Map<String, Long> numbers(Map<String, Object> map) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value instanceof Integer || value instanceof Long) {
                numbers.put(name, ((Number) value).longValue());
            }
        });
        return Map.copyOf(numbers);
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    /** A list's maps, or one map itself. */
    private static List<Map<String, Object>> maps(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(Map.class::isInstance)
                    .map(LnetReader::map)
                    .toList();
        }
        return value instanceof Map<?, ?> ? List.of(map(value)) : List.of();
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> any) {
            any.forEach((key, one) -> map.put(String.valueOf(key), one));
        }
        return map;
    }
}
