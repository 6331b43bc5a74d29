// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.deploy.MissingRequirements;
import coral.core.internal.node.NodeState;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether all bundles run; of one that does not resolve, what is missing. */
@Component(property = {HealthCheck.NAME + "=bundles", HealthCheck.TAGS + "=core"})
public final class BundlesCheck implements HealthCheck {
    private static final int MOST_SHOWN = 10;

    private final BundleContext context;
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public BundlesCheck(BundleContext context, @Reference NodeState node) {
        this.context = context;
        this.node = node;
    }

    @Override
    public Result execute() {
        if (!node.isStarted()) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "the node is starting; look again");
        }
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, context.getBundles().length + " bundles"));
        node.inactiveBundles().forEach(bundle -> log.add(entry(bundle)));
        return new Result(log);
    }

    private ResultLog.Entry entry(Bundle bundle) {
        boolean ours = NodeState.isOfDistribution(bundle);
        String name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
        String text = "CORAL-CORE-042: bundle " + name + " " + bundle.getVersion() + " does not run: " + reason(bundle)
                + (ours ? "" : "; or remove it from deploy/");
        return new ResultLog.Entry(ours ? Result.Status.CRITICAL : Result.Status.WARN, text);
    }

    private String reason(Bundle bundle) {
        if (bundle.getState() != Bundle.INSTALLED) {
            return "it is resolved and was not started, or stopped at its start; log/coral.log may say why,"
                    + " a restart of the node starts it again";
        }
        List<String> missing = new MissingRequirements(context.getBundles()).of(bundle);
        if (missing.isEmpty()) {
            return "what it needs is there, but not in a combination that fits; log/coral.log says more";
        }
        String shown = String.join("; it ", missing.subList(0, Math.min(MOST_SHOWN, missing.size())));
        return "it " + shown + (missing.size() > MOST_SHOWN ? " and more" : "") + "; add the bundle that does";
    }
}
