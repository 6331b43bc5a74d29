// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration. Immutable; sorted by where it is.
 *
 * @param code stable, such as {@code CORAL-CLUSTER-004}
 * @param file path of the file
 * @param line from 1; 0 for the file as a whole
 * @param key path of the key, the entries of lists counted from 1: {@code hosts[2].ssh_port}; empty for none
 * @param value what stands there; empty for none, {@link Secret#HIDDEN} for a secret
 * @param message what is wrong, and what is allowed
 */
public record ConfigFault(String code, String file, int line, String key, String value, String message)
        implements Comparable<ConfigFault> {
    private static final Comparator<ConfigFault> ORDER = Comparator.comparing(ConfigFault::file)
            .thenComparing(ConfigFault::line)
            .thenComparing(ConfigFault::key)
            .thenComparing(ConfigFault::code)
            .thenComparing(ConfigFault::message)
            .thenComparing(ConfigFault::value);

    /** One line: where, what, why. */
    public String text() {
        String place = file + (line > 0 ? ":" + line : "") + ": ";
        String shown = value.isEmpty() ? "" : " = " + value;
        return place + code + ": " + (key.isEmpty() ? "" : key + shown + ": ") + message;
    }

    @Override
    public int compareTo(ConfigFault other) {
        return ORDER.compare(this, other);
    }
}
