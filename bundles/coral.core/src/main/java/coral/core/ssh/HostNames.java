// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of many hosts in few words: {@code oss1,oss2,oss3} is {@code oss[1-3]}. */
public final class HostNames {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})([^0-9]*(?::[0-9]+)?)");

    private HostNames() {}

    /** One list that {@link HostList} expands to the same names, sorted; each name once. */
    public static String fold(Collection<String> names) {
        Map<String, SortedMap<Long, String>> numbered = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            Matcher number = NUMBERED.matcher(name);
            if (number.matches() && name.indexOf('[') < 0) {
                // Numbers of one length and padding only: they are written with one pattern.
                String digits = number.group(2);
                String width = digits.length() > 1 && digits.charAt(0) == '0' ? String.valueOf(digits.length()) : "";
                numbered.computeIfAbsent(number.group(1) + "\0" + number.group(3) + "\0" + width, k -> new TreeMap<>())
                        .put(Long.parseLong(digits), digits);
            } else {
                parts.add(name);
            }
        }
        numbered.forEach((key, numbers) -> parts.add(text(key.split("\0", -1), numbers)));
        return String.join(",", new TreeSet<>(parts));
    }

    private static String text(String[] around, SortedMap<Long, String> numbers) {
        if (numbers.size() == 1) {
            return around[0] + numbers.get(numbers.firstKey()) + around[1];
        }
        StringBuilder ranges = new StringBuilder();
        Long from = null;
        for (Long number : numbers.keySet()) {
            if (from == null) {
                from = number;
            }
            if (!numbers.containsKey(number + 1)) {
                ranges.append(ranges.length() == 0 ? "" : ",").append(numbers.get(from));
                ranges.append(from.equals(number) ? "" : "-" + numbers.get(number));
                from = null;
            }
        }
        return around[0] + "[" + ranges + "]" + around[1];
    }
}
