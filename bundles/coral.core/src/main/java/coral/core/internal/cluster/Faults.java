// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.ConfigFault;
import coral.core.cluster.Secret;
import coral.core.posix.Names;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong in one file, so that it is all told at once. For one thread. */
final class Faults {
    /** Most that are told of one file; a file with more has one reason for all. */
    static final int MOST = 500;

    private static final int MOST_SHOWN = 80;

    /** What can be wrong with a key or value. */
    enum Kind {
        UNREADABLE("CORAL-CLUSTER-001"),
        SYNTAX("CORAL-CLUSTER-002"),
        UNKNOWN_KEY("CORAL-CLUSTER-003"),
        MISSING("CORAL-CLUSTER-004"),
        WRONG_TYPE("CORAL-CLUSTER-005"),
        NOT_ALLOWED("CORAL-CLUSTER-006"),
        TWICE("CORAL-CLUSTER-007"),
        NOT_THERE("CORAL-CLUSTER-008"),
        EXCLUDES("CORAL-CLUSTER-009"),
        LENGTHS("CORAL-CLUSTER-010"),
        COUNT("CORAL-CLUSTER-011"),
        NOT_COORDINATED("CORAL-CLUSTER-012");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    /** What a line that was not understood may bring about elsewhere. */
    private static final Set<Kind> MAY_FOLLOW =
            EnumSet.of(Kind.MISSING, Kind.NOT_THERE, Kind.LENGTHS, Kind.COUNT, Kind.NOT_COORDINATED);

    /** Where something stands, and what. */
    record At(int line, String key, String value) {
        static final At FILE = new At(0, "", "");

        At valued(String other) {
            return new At(line, key, other);
        }
    }

    private record Found(Kind kind, ConfigFault fault) {}

    private record Claim(String what, String name) {}

    private final String file;
    private final List<Found> found = new ArrayList<>();
    private final Map<Claim, At> claims = new HashMap<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Kind kind, At at, String message) {
        if (found.size() < MOST) {
            // Keys, and words that messages repeat, are the file's, which may have control characters in them.
            ConfigFault fault =
                    new ConfigFault(kind.code, file, at.line, shown(at.key), shown(at.value), Names.printable(message));
            found.add(new Found(kind, fault));
        }
    }

    private static String shown(String value) {
        String text = Names.printable(value);
        return text.equals(Secret.HIDDEN) || text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /** Says so if a name of its kind is there already. */
    void claim(String what, String name, At at) {
        At first = claims.putIfAbsent(new Claim(what, name), at);
        if (first != null) {
            add(
                    Kind.TWICE,
                    at,
                    what + " " + Names.printable(name) + " is there already, in line " + first.line + " (" + first.key
                            + "); each may be there once");
        }
    }

    boolean has(Kind kind) {
        return found.stream().anyMatch(one -> one.kind == kind);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * All by line. Where lines were not understood, what they may bring about elsewhere is left out: a key is not missing
     * that stands in such a line.
     */
    List<ConfigFault> all() {
        boolean torn = has(Kind.SYNTAX);
        Set<ConfigFault> sorted = new TreeSet<>();
        for (Found one : found) {
            if (!torn || !MAY_FOLLOW.contains(one.kind)) {
                sorted.add(one.fault);
            }
        }
        return List.copyOf(sorted);
    }
}
