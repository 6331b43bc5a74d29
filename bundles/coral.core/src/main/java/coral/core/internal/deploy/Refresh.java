// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes old contents of bundles out of use. */
final class Refresh {
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Refresh() {}

    /** Restarts what uses packages of these bundles, and nothing else; waits at most 30 s. */
    static void of(BundleContext context, Set<Bundle> bundles) {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        if (bundles.isEmpty() || system == null) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        system.adapt(FrameworkWiring.class).refreshBundles(bundles, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            if (!done.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("old contents of {} are still in use after {}", bundles, LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
