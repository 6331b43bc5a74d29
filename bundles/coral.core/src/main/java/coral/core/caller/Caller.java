// SPDX-License-Identifier: Apache-2.0
package coral.core.caller;

import java.util.Set;

/**
 * Who asks: the credentials of a person or of Coral itself. Immutable.
 *
 * @param uid numeric user id, 0 or more
 * @param gid primary group id
 * @param gids all group ids, the primary one among them
 * @param name the user's name, or its number where it has none
 * @param origin where the request came from
 */
public record Caller(long uid, long gid, Set<Long> gids, String name, Origin origin) {
    /** Where a request came from. */
    public enum Origin {
        /** The node's own console. */
        CONSOLE,
        /** The Unix socket; credentials are the kernel's. */
        SOCKET,
        /** HTTP with a token. */
        HTTP,
        /** Coral itself. */
        INTERNAL
    }

    /** Checks ids and copies the groups. */
    public Caller {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("not user and group ids: " + uid + ", " + gid);
        }
        gids = Set.copyOf(gids);
        if (!gids.contains(gid)) {
            throw new IllegalArgumentException("group ids " + gids + " lack the primary one " + gid);
        }
    }

    /** Coral acting for itself, as root. */
    public static Caller internal() {
        return new Caller(0, 0, Set.of(0L), "coral", Origin.INTERNAL);
    }

    /** Root may do all. */
    public boolean isRoot() {
        return uid == 0;
    }

    /** Whether the caller is a member of the group. */
    public boolean inGroup(long group) {
        return gids.contains(group);
    }
}
