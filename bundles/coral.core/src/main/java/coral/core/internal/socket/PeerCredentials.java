// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.caller.Caller;
import coral.core.internal.nat.UserDatabase;
import coral.core.internal.nat.UserDatabase.User;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Who is at the other end of a Unix socket, as the kernel says. */
final class PeerCredentials {
    private final UserDatabase users = new UserDatabase();

    /** The name, or the number of a user without one. */
    static UnixDomainPrincipal of(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
    }

    /**
     * Looks up ids and groups; may block on a directory service.
     *
     * @throws IOException if the user has neither an entry nor a number
     */
    Caller caller(UnixDomainPrincipal peer) throws IOException {
        String name = peer.user().getName();
        String group = peer.group().getName();
        // The JDK tells names only. A name comes first: one made of digits may belong to another id.
        Optional<User> user = users.user(name);
        Optional<Long> knownGroup = users.groupId(group);
        long gid = knownGroup.isPresent() ? knownGroup.get() : number(group);
        Set<Long> gids = new HashSet<>(user.map(User::gids).orElse(Set.of()));
        gids.add(gid);
        return new Caller(user.isPresent() ? user.get().uid() : number(name), gid, gids, name, Caller.Origin.SOCKET);
    }

    private static long number(String id) throws IOException {
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(id));
        } catch (NumberFormatException e) {
            throw new IOException("the system does not know user or group '" + id + "'", e);
        }
    }
}
