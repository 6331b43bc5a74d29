// SPDX-License-Identifier: Apache-2.0
package coral.hsm.source;

import org.osgi.annotation.versioning.ConsumerType;

/** Where actions come from: a coordinator, as a service. Safe for use by many threads. */
@ConsumerType
public interface ActionSource {
    /** The file system's name. */
    String name();

    /**
     * Registers an agent. An agent that connects again under the same name takes over: the session before it is
     * closed, and what it had started is given out again.
     *
     * @param agent name of the agent, unique in the cluster
     */
    ActionSession connect(String agent);
}
