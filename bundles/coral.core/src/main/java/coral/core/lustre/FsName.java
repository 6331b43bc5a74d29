// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a Lustre file system, as mkfs.lustre takes it: 1 to 8 ASCII letters, digits, {@code -} and {@code _}.
 * Immutable.
 *
 * @param value as it was given; upper and lower case differ
 */
public record FsName(String value) implements Comparable<FsName> {
    /** LUSTRE_MAXFSNAME. */
    public static final int MAX_LENGTH = 8;

    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");

    /** Checks the name. */
    public FsName {
        if (!TEXT.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a file system: '" + value + "'");
        }
    }

    /** Reads a name; empty for what mkfs.lustre would refuse. */
    public static Optional<FsName> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new FsName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public int compareTo(FsName other) {
        return value.compareTo(other.value);
    }
}
