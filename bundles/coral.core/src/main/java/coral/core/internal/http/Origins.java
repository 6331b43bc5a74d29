// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.posix.Errno;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names this node answers to, so that no foreign page reaches it by a name of its own (DNS rebinding), and that
 * only its own pages may ask it.
 */
final class Origins {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private static final Pattern PORT = Pattern.compile("|:[0-9]{0,5}");

    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /**
     * @param configured further names with commas between
     * @param listening the address that is listened at
     */
    Origins(String configured, String listening) {
        Arrays.stream(configured.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(hosts::add);
        if (!listening.isEmpty() && !EVERYWHERE.contains(listening)) {
            hosts.add(listening.indexOf(':') >= 0 && !listening.startsWith("[") ? "[" + listening + "]" : listening);
        }
    }

    void check(HttpServletRequest request) throws Refusal {
        String host = request.getHeader("Host");
        if (host == null || !hosts.contains(name(host)) || !hosts.contains(name(request.getServerName()))) {
            throw Refusal.of(
                    421,
                    "CORAL-HTTP-015",
                    Errno.EPERM,
                    "this node is not known as '" + Statuses.shown(String.valueOf(host)) + "'",
                    "add the name to coral.http.hosts");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equalsIgnoreCase(request.getScheme() + "://" + host)) {
            throw Refusal.of(
                    403,
                    "CORAL-HTTP-019",
                    Errno.EPERM,
                    "pages of '" + Statuses.shown(origin) + "' may not ask this node",
                    "");
        }
    }

    /** Without its port; empty for what is no name and port. */
    private static String name(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        if (end > 0 && !PORT.matcher(host.substring(end)).matches()) {
            return "";
        }
        return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
    }
}
