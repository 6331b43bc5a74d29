// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions have something: from one and up to another, both included. A bound of two numbers speaks of a whole
 * release and of the way to it: 2.12 includes 2.12.9, and 2.18 includes 2.17.57. A bound of more numbers speaks of that
 * version and what was built on it. Immutable.
 *
 * @param since the first; null for "always had it"
 * @param until the last; null for "still has it"
 */
public record VersionGate(
        @Nullable LustreVersion since, @Nullable LustreVersion until) {
    /** Open to all versions. */
    public static final VersionGate ALL = new VersionGate(null, null);

    private static final String ALWAYS = "<=";

    /** Refuses bounds that no version is between. */
    public VersionGate {
        if (since != null && until != null && compare(since, until) > 0) {
            throw new IllegalArgumentException("no version is since " + since + " and until " + until);
        }
    }

    /**
     * Reads bounds. A null one is open; a first one that begins with {@code <=} is too: the oldest version that was
     * looked at had it already. Empty if one is no version, or the first is after the last.
     */
    public static Optional<VersionGate> parse(@Nullable String since, @Nullable String until) {
        String lower = since == null || since.startsWith(ALWAYS) ? null : since;
        Optional<LustreVersion> first = lower == null ? Optional.empty() : LustreVersion.parse(lower);
        Optional<LustreVersion> last = until == null ? Optional.empty() : LustreVersion.parse(until);
        boolean readable = (lower == null || first.isPresent()) && (until == null || last.isPresent());
        if (!readable || (first.isPresent() && last.isPresent() && compare(first.get(), last.get()) > 0)) {
            return Optional.empty();
        }
        return Optional.of(new VersionGate(first.orElse(null), last.orElse(null)));
    }

    /** Whether this version has it. */
    public boolean includes(LustreVersion version) {
        return (since == null || compare(version, since) >= 0) && (until == null || compare(version, until) <= 0);
    }

    /** Compares as finely as the bound speaks. */
    private static int compare(LustreVersion version, LustreVersion bound) {
        if (bound.numbers().size() == 2) {
            return version.series().compareNumbers(bound);
        }
        int byNumbers = version.compareNumbers(bound);
        if (byNumbers != 0 || bound.suffix().isEmpty()) {
            return byNumbers;
        }
        return version.compareTo(bound);
    }
}
