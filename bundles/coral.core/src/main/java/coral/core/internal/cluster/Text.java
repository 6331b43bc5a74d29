// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.HostNames;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A string of the file with its place. */
record Text(At at, String value) {
    boolean isNotEmpty(Faults faults, String allowed) {
        if (value.isEmpty()) {
            faults.add(Kind.NOT_ALLOWED, at, "is empty; " + allowed);
        }
        return !value.isEmpty();
    }

    /** What {@code reader} makes of it; told if it makes nothing of it. */
    <T> Optional<T> as(Faults faults, Function<String, Optional<T>> reader, String allowed) {
        Optional<T> read = reader.apply(value);
        if (read.isEmpty()) {
            faults.add(Kind.NOT_ALLOWED, at, "is not allowed; " + allowed);
        }
        return read;
    }

    /** An absolute path without {@code .} and {@code ..}. */
    Optional<String> path(Faults faults) {
        return as(faults, Text::path, "absolute paths without '.' and '..' are allowed, such as /srv/coral");
    }

    private static Optional<String> path(String value) {
        boolean absolute = value.startsWith("/") && value.length() > 1 && value.indexOf('\0') < 0;
        boolean plain = !(value + "/").contains("/./") && !(value + "/").contains("/../") && !value.contains("//");
        return absolute && plain && !value.endsWith("/") ? Optional.of(value) : Optional.empty();
    }

    /** The name of one host. */
    Optional<String> host(Faults faults) {
        return as(
                faults,
                name -> HostNames.isName(name) ? Optional.of(name) : Optional.empty(),
                "the name of one host is allowed: letters, digits, '_', '@', '.' and '-'");
    }

    /** One text for each host, or address, of a list with ranges. */
    static List<Text> spelled(Faults faults, List<Text> lists) {
        List<Text> spelled = new ArrayList<>();
        for (Text list : lists) {
            try {
                HostNames.expand(list.value())
                        .forEach(name -> spelled.add(new Text(list.at().valued(name), name)));
            } catch (ProblemException e) {
                faults.add(Kind.NOT_ALLOWED, list.at(), e.problem().message());
            }
            if (spelled.size() > HostNames.MOST) {
                faults.add(
                        Kind.NOT_ALLOWED, list.at(), "is too much; at most " + HostNames.MOST + " hosts are allowed");
                return List.of();
            }
        }
        return spelled;
    }
}
