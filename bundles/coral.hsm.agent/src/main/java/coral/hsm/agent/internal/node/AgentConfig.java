// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the agent. */
@ObjectClassDefinition(name = "Coral HSM agent")
@interface AgentConfig {
    /** The agent's name. */
    @AttributeDefinition(
            name = "Name",
            description = "Name of the agent, unique in the cluster; empty: the host's name")
    String name() default "";
}
