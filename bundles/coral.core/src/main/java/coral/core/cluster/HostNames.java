// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of host names as people write them: {@code mds1,oss[1-40]}, {@code node[001-010]-ib}. One range in a name, in
 * decimal digits, rising, zero-padded only where both ends are equally long.
 */
public final class HostNames {
    /** Most hosts that a list may name. */
    public static final int MOST = 100_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_@.-]{1,253}");
    private static final Pattern RANGED =
            Pattern.compile("([A-Za-z0-9_@.-]{0,253})\\[(\\d{1,9})-(\\d{1,9})]([A-Za-z0-9_@.-]{0,253})");
    private static final Pattern BLANKS = Pattern.compile("^ +| +$");
    private static final String ALLOWED =
            "allowed are names of letters, digits, '_', '@', '.' and '-', at most one range such as host[1-40] or"
                    + " host[001-040] in each, and commas between them";

    private HostNames() {}

    /** Whether this is the name of one host. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * All names, in their order, ranges spelled out.
     *
     * @throws ProblemException CORAL-CLUSTER-030 if it is no such list, names a host twice or more than {@link #MOST}
     */
    public static List<String> expand(String text) throws ProblemException {
        Set<String> names = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            for (String name : names(BLANKS.matcher(part).replaceAll(""), text)) {
                if (!names.add(name)) {
                    throw wrong(text, "it names " + name + " twice");
                }
            }
            if (names.size() > MOST) {
                throw wrong(text, "it names more than " + MOST + " hosts");
            }
        }
        return List.copyOf(names);
    }

    private static List<String> names(String part, String whole) throws ProblemException {
        if (isName(part)) {
            return List.of(part);
        }
        Matcher m = RANGED.matcher(part);
        if (!m.matches()) {
            throw wrong(whole, "'" + Names.printable(part) + "' is no name of a host");
        }
        String first = m.group(2);
        String last = m.group(3);
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        boolean padded = isPadded(first) || isPadded(last);
        if (from > to) {
            throw wrong(whole, "the range of " + part + " falls");
        }
        if (padded && first.length() != last.length()) {
            throw wrong(whole, "the ends of the range of " + part + " are padded to different lengths");
        }
        if (to - from >= MOST) {
            throw wrong(whole, "it names more than " + MOST + " hosts");
        }
        return spelled(m.group(1), from, to, padded ? first.length() : 1, m.group(4));
    }

    private static boolean isPadded(String number) {
        return number.startsWith("0") && number.length() > 1;
    }

    private static List<String> spelled(String before, int from, int to, int digits, String after) {
        List<String> names = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            String number = Integer.toString(i);
            names.add(before + "0".repeat(Math.max(0, digits - number.length())) + number + after);
        }
        return names;
    }

    private static ProblemException wrong(String text, String why) {
        return Problem.of(
                        "CORAL-CLUSTER-030",
                        Errno.EINVAL,
                        "'" + Names.printable(text) + "' is no list of hosts: " + why + "; " + ALLOWED)
                .exception();
    }
}
