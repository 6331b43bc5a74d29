// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the cluster in use is what clownfish.conf says. */
@Component(property = {HealthCheck.NAME + "=cluster-config", HealthCheck.TAGS + "=core"})
public final class ClusterCheck implements HealthCheck {
    private final ClusterWatch watch;

    /** Made by the component runtime. */
    @Activate
    public ClusterCheck(@Reference ClusterWatch watch) {
        this.watch = watch;
    }

    @Override
    public Result execute() {
        ClusterState state = watch.state();
        ClusterState.Refused refused = state.refused();
        if (refused != null) {
            return new Result(
                    Result.Status.WARN,
                    "CORAL-CLUSTER-021: degraded: " + refused.file() + " has "
                            + refused.faults().size() + " faults and is not taken; " + inUse(state)
                            + " is still in use; see 'coral config check'");
        }
        return new Result(Result.Status.OK, inUse(state));
    }

    private static String inUse(ClusterState state) {
        return state.file() == null
                ? "no cluster"
                : "the cluster of " + state.cluster().hosts().size() + " hosts that was read at " + state.since();
    }
}
