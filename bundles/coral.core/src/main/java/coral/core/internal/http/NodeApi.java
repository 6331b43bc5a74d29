// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.internal.node.NodeState;
import coral.core.internal.node.NodeStatus;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/node}: what {@code coral status --json} says. */
@Component
public final class NodeApi implements Api {
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public NodeApi(@Reference NodeState node) {
        this.node = node;
    }

    @Override
    public String component() {
        return "node";
    }

    @Override
    public String title() {
        return "The node itself.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get(
                "",
                "Shows whether the node is up.",
                Content.of(NodeStatus.class),
                request -> Answer.of(node.status())));
    }
}
