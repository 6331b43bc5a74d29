// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may change what belongs to all. */
public final class Rights {
    private Rights() {}

    /** Refuses everybody but root and the user of the node. */
    public static void requireOwner(Caller caller, String what) throws ProblemException {
        if (!caller.isRoot() && caller.uid() != nodeUser()) {
            throw HsmProblems.notAllowed(caller.name(), what).exception();
        }
    }

    private static long nodeUser() {
        try {
            Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Integer.toUnsignedLong((Integer) uid);
        } catch (IOException e) {
            // Without it nobody but root is known to be allowed.
            return 0;
        }
    }
}
