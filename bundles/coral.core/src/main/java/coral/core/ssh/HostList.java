// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of hosts as people write them: {@code mds1,oss[1-40],root@oss[041-050]:2222,[fe80::1]:22}. One bracket in a
 * name, decimal, rising, both ends of one length where they are padded with zeros.
 */
public final class HostList {
    /** The most hosts of a list. */
    public static final int MOST = 10_000;

    private static final Pattern HOST = Pattern.compile(
            "(?:(?<user>[A-Za-z0-9_.-]+)@)?(?:\\[(?<six>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%a-z]*)\\]"
                    + "|(?<name>[A-Za-z0-9_.-]*(?:\\[(?<range>[0-9,-]+)\\][A-Za-z0-9_.-]*)?))(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
    private static final String ALLOWED =
            "NAME, NAME[1-40], NAME[001-040,7], USER@NAME:PORT, [IPv6 address]:PORT, with commas between them";

    private HostList() {}

    /** All hosts of a list, each once, in its order. */
    public static List<Host> expand(String list) throws ProblemException {
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (String word : split(list)) {
            Matcher host = HOST.matcher(word);
            if (!host.matches() || word.startsWith("-")) {
                throw bad(list, "'" + Names.printable(word) + "'");
            }
            for (String name : names(list, host)) {
                hosts.putIfAbsent(text(host, name), host(list, host, name));
                if (hosts.size() > MOST) {
                    throw bad(list, "more than " + MOST + " hosts");
                }
            }
        }
        return List.copyOf(hosts.values());
    }

    private static Host host(String list, Matcher host, String name) throws ProblemException {
        int port = host.group("port") == null ? 0 : Integer.parseInt(host.group("port"));
        String user = host.group("user") == null ? "" : host.group("user");
        try {
            if (port == 0 && host.group("port") != null) {
                throw new IllegalArgumentException("not a port: 0");
            }
            return new Host(text(host, name), name, port, user, List.of(), "");
        } catch (IllegalArgumentException e) {
            throw bad(list, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Matcher host, String name) {
        return (host.group("user") == null ? "" : host.group("user") + "@")
                + (host.group("six") == null ? name : "[" + name + "]")
                + (host.group("port") == null ? "" : ":" + host.group("port"));
    }

    /** At commas outside brackets. */
    private static List<String> split(String list) throws ProblemException {
        List<String> words = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                throw bad(list, "brackets that do not match");
            }
            if (c == ',' && depth == 0) {
                words.add(list.substring(begin, i));
                begin = i + 1;
            }
        }
        words.add(list.substring(begin));
        return words;
    }

    private static List<String> names(String list, Matcher host) throws ProblemException {
        if (host.group("six") != null) {
            return List.of(host.group("six"));
        }
        String name = host.group("name");
        if (host.group("range") == null) {
            return List.of(name);
        }
        List<String> names = new ArrayList<>();
        for (String part : host.group("range").split(",", -1)) {
            for (String number : numbers(list, part)) {
                names.add(name.substring(0, name.indexOf('[')) + number + name.substring(name.indexOf(']') + 1));
            }
        }
        return names;
    }

    private static List<String> numbers(String list, String text) throws ProblemException {
        Matcher part = PART.matcher(text);
        if (!part.matches()) {
            throw bad(list, "'[" + text + "]'");
        }
        String first = part.group(1);
        String last = part.group(2) == null ? first : part.group(2);
        boolean padded = isPadded(first) || isPadded(last);
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (to < from || (padded && first.length() != last.length()) || to - from >= MOST) {
            throw bad(list, "'[" + text + "]': falls, differs in length, or is more than " + MOST + " hosts");
        }
        List<String> numbers = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            numbers.add(padded ? String.format("%0" + first.length() + "d", i) : String.valueOf(i));
        }
        return numbers;
    }

    private static boolean isPadded(String number) {
        return number.length() > 1 && number.charAt(0) == '0';
    }

    private static ProblemException bad(String list, String what) {
        String shown = list.length() > 200 ? list.substring(0, 200) + "…" : list;
        return new Problem(
                        "CORAL-SSH-001",
                        Errno.EINVAL,
                        "hosts '" + Names.printable(shown) + "': not understood: " + what,
                        "allowed are " + ALLOWED)
                .exception();
    }
}
