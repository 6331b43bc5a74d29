// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code changelog_users} of an MDT.
 *
 * @param currentIndex the last record's
 */
public record ChangelogUsers(long currentIndex, List<User> users, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public ChangelogUsers {
        users = List.copyOf(users);
        unknown = List.copyOf(unknown);
    }

    /**
     * Who reads the changelog.
     *
     * @param id such as {@code cl1}, or {@code cl3-policy} for one with a name
     * @param index up to where the user has cleared
     * @param idleSeconds since the user last cleared; -1 where Lustre does not print it (before 2.12)
     * @param mask the types that the user asked for; none where none were asked for
     */
    public record User(String id, long index, long idleSeconds, List<String> mask) {
        /** Copies the list. */
        public User {
            mask = List.copyOf(mask);
        }
    }

    static ParamValue read(Slice value) {
        Scan lines = value.scan();
        Slice head = lines.line();
        // Before 2.12 "current index: N".
        Scan in = head.scan();
        long current =
                (head.startsWith("current index:") ? in.must("current index:") : in.must("current_index:")).unsigned();
        if (!in.done()) {
            return new Unknown(value, ParamKind.CHANGELOG_USERS);
        }
        List<User> users = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!line.startsWith("ID ") && !user(line.scan(), users)) {
                unknown.add(line);
            }
        }
        return new ChangelogUsers(current, users, unknown);
    }

    private static boolean user(Scan in, List<User> users) {
        String id = in.word().text();
        long index = in.unsigned();
        in.blanks();
        long idle = in.take('(') ? idle(in) : -1;
        in.blanks();
        List<String> mask = in.takes("mask=") ? Arrays.asList(in.word().text().split(",")) : List.of();
        boolean whole = in.done() && id.startsWith("cl");
        if (whole) {
            users.add(new User(id, index, idle, mask));
        }
        return whole;
    }

    private static long idle(Scan in) {
        long seconds = in.unsigned();
        in.must(")");
        return seconds;
    }
}
