// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version of Lustre as it calls itself: {@code 2.15.3}, {@code 2.15.59_18_g1b2c3d4}, {@code 2.14.0_ddn133},
 * {@code 2.12.9_el7}, {@code 2.16.0-RC1}. Immutable and totally ordered: by the numbers (missing ones are 0), then a
 * release candidate before the release and the release before what was built on it, whose runs of digits are compared
 * as numbers.
 *
 * @param numbers two to six, 0 to 99999 each
 * @param suffix what follows them with its first {@code _}, {@code -} or {@code .}; empty for a plain release
 */
public record LustreVersion(List<Integer> numbers, String suffix) implements Comparable<LustreVersion> {
    private static final Pattern TEXT =
            Pattern.compile("v?(\\d{1,5}(?:\\.\\d{1,5}){1,5})((?:[_-]|\\.(?=[A-Za-z]))[A-Za-z0-9_.+~-]{1,80})?");
    private static final Pattern SUFFIX = Pattern.compile("([_.-][A-Za-z0-9_.+~-]{1,80})?");
    private static final Pattern CANDIDATE = Pattern.compile("[_-](?i:rc)\\d.*");
    private static final Pattern RUNS = Pattern.compile("\\d+|\\D+");
    private static final int LARGEST = 99_999;

    /** From here on the third number counts the way to the next release: 2.17.57 becomes 2.18. */
    private static final int DEVELOPMENT = 50;

    /** Checks and copies the numbers. */
    public LustreVersion {
        numbers = List.copyOf(numbers);
        boolean inRange = numbers.stream().allMatch(number -> number >= 0 && number <= LARGEST);
        if (numbers.size() < 2
                || numbers.size() > 6
                || !inRange
                || !SUFFIX.matcher(suffix).matches()) {
            throw new IllegalArgumentException("not a version of Lustre: " + numbers + suffix);
        }
    }

    /** Reads a version, with or without a leading {@code v}; empty for anything else. */
    public static Optional<LustreVersion> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : m.group(1).split("\\.")) {
            numbers.add(Integer.parseInt(number));
        }
        return Optional.of(new LustreVersion(numbers, m.group(2) == null ? "" : m.group(2)));
    }

    /** The number at a place, 0 where there is none. */
    public int number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    /** Whether it was made on the way to the next release. */
    public boolean isDevelopment() {
        return number(2) >= DEVELOPMENT;
    }

    /** The release it belongs to, or will become: 2.15 of 2.15.3, 2.18 of 2.17.57. */
    public LustreVersion series() {
        return new LustreVersion(List.of(number(0), number(1) + (isDevelopment() ? 1 : 0)), "");
    }

    /** As it was read, without a leading {@code v}. */
    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(".")) + suffix;
    }

    @Override
    public int compareTo(LustreVersion other) {
        int byNumbers = compareNumbers(other);
        if (byNumbers != 0) {
            return byNumbers;
        }
        int byRank = Integer.compare(rank(), other.rank());
        int bySuffix = byRank != 0 ? byRank : compareRuns(suffix, other.suffix);
        return bySuffix != 0 ? bySuffix : Integer.compare(numbers.size(), other.numbers.size());
    }

    int compareNumbers(LustreVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int compared = Integer.compare(number(i), other.number(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private int rank() {
        return suffix.isEmpty() ? 0 : CANDIDATE.matcher(suffix).matches() ? -1 : 1;
    }

    private static int compareRuns(String one, String other) {
        Matcher a = RUNS.matcher(one);
        Matcher b = RUNS.matcher(other);
        while (true) {
            boolean more = a.find();
            if (more != b.find()) {
                return more ? 1 : -1;
            }
            if (!more) {
                // Only leading zeros may still differ.
                return one.compareTo(other);
            }
            int compared = compareRun(a.group(), b.group());
            if (compared != 0) {
                return compared;
            }
        }
    }

    private static int compareRun(String one, String other) {
        boolean digits = Character.isDigit(one.charAt(0));
        if (!digits || !Character.isDigit(other.charAt(0))) {
            return one.compareTo(other);
        }
        String a = one.replaceFirst("^0+", "");
        String b = other.replaceFirst("^0+", "");
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }
}
