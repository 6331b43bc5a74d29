// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.node;

import coral.core.caller.Caller;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The user that the node runs as, who like root may do everything with it. */
public final class NodeOwner {
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private NodeOwner() {}

    /** The node's user as a caller at its own console. */
    public static Caller caller() {
        try {
            Map<String, Object> ids = Files.readAttributes(THIS_PROCESS, "unix:uid,gid");
            long gid = id(ids, "gid");
            return new Caller(id(ids, "uid"), gid, Set.of(gid), System.getProperty("user.name"), Caller.Origin.CONSOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long id(Map<String, Object> ids, String name) {
        return Integer.toUnsignedLong((Integer) Objects.requireNonNull(ids.get(name)));
    }

    /**
     * Refuses everybody but root and the node's user.
     *
     * @param what for the message: "stop the node"
     */
    public static void require(Caller caller, String what) throws ProblemException {
        if (!caller.isRoot() && caller.uid() != caller().uid()) {
            throw new Problem(
                            "CORAL-CORE-003",
                            Errno.EPERM,
                            "user " + Names.printable(caller.name()) + " may not " + what,
                            "root and the user of the node (" + caller().name() + ") may")
                    .exception();
        }
    }
}
