// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.ssh.SshHosts;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.core.ssh.Host;
import java.util.List;

/** What the commands of {@code coral hosts} have in common: who calls, and who is asked. */
record HostsCall(HostDirectories directories, SshHosts ssh, Invocation invocation) {
    /** The hosts that are meant, for those who may. */
    List<Host> hosts(String what, List<String> lists) throws ProblemException {
        NodeOwner.require(invocation.caller(), what);
        return directories.find(lists);
    }

    void json(Object line) {
        invocation.out().println(Json.line(line));
    }

    /** Progress on the terminal of the caller, if there is one. */
    TerminalProgress progress(int hosts) {
        return new TerminalProgress(invocation, hosts);
    }
}
