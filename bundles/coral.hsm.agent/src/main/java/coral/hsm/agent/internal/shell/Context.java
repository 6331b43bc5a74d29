// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.caller.Caller;
import coral.core.shell.Invocation;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.operation.Archives;
import coral.hsm.agent.internal.operation.FileSystems;

/**
 * What one call of the command works with. Immutable.
 *
 * @param invocation who called, from where
 * @param fileSystems where files may be
 * @param agent what serves archives
 */
record Context(Invocation invocation, FileSystems fileSystems, Agent agent) {
    Caller caller() {
        return invocation.caller();
    }

    Archives archives() {
        return new Archives(fileSystems, agent);
    }

    /** Ends the command when its caller is gone or pressed Ctrl-C. */
    void checkCancelled() throws InterruptedException {
        if (invocation.cancel().isCancelled()) {
            throw new InterruptedException("cancelled by the caller");
        }
    }
}
