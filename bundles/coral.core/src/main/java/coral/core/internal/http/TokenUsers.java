// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.caller.Caller;
import coral.core.internal.nat.UserDatabase.User;
import coral.core.internal.node.NodeOwner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The users that tokens act as. What the system says is kept for a minute. Safe for use by many threads. */
final class TokenUsers {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 1000;

    private final Function<String, Optional<User>> users;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Optional<Caller> caller, long nanos) {}

    TokenUsers(Function<String, Optional<User>> users) {
        this.users = users;
    }

    /** Empty for a user that the system does not know, unless it is the node's own. May block on a directory service. */
    Optional<Caller> caller(String name) {
        Known before = known.get(name);
        if (before != null && System.nanoTime() - before.nanos() < KEPT_NANOS) {
            return before.caller();
        }
        Optional<Caller> caller = users.apply(name)
                .map(user -> new Caller(user.uid(), user.gid(), user.gids(), name, Caller.Origin.HTTP))
                .or(() -> own(name));
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(name, new Known(caller, System.nanoTime()));
        return caller;
    }

    private static Optional<Caller> own(String name) {
        Caller node = NodeOwner.caller();
        return node.name().equals(name)
                ? Optional.of(new Caller(node.uid(), node.gid(), node.gids(), name, Caller.Origin.HTTP))
                : Optional.empty();
    }
}
