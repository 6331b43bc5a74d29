// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal;

import coral.core.task.StartUp;
import coral.core.task.Workers;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.registry.Registry;
import coral.hsm.source.ActionSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this node's local file systems open and offers each as a service. */
@Component(
        service = {LocalHsm.class, StartUp.class},
        immediate = true)
public final class LocalHsm implements Registry.Listener, StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(LocalHsm.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final BundleContext bundle;
    private final Registry registry;
    private final ScheduledExecutorService timer = Workers.timer("coral-hsm-local");
    private final Map<LocalFileSystem, ServiceRegistration<?>> services = new HashMap<>();

    private volatile @Nullable Future<?> ticking;
    private volatile boolean started;

    /** Stores what it is given; file systems are opened by the timer's thread. */
    @Activate
    public LocalHsm(BundleContext bundle) {
        this.bundle = bundle;
        String home = bundle.getProperty("coral.home");
        this.registry =
                new Registry(Path.of(home == null ? "." : home, "data", "coral.hsm.local"), Clock.systemUTC(), this);
        timer.execute(this::start);
    }

    @Override
    public String what() {
        return "opening the local file systems";
    }

    @Override
    public boolean isOver() {
        return started;
    }

    /** The file systems. */
    public Registry registry() {
        return registry;
    }

    @Override
    public void opened(LocalFileSystem fileSystem) {
        Dictionary<String, Object> properties =
                FrameworkUtil.asDictionary(Map.of("coral.filesystem", fileSystem.name()));
        String[] types = {HsmFileSystem.class.getName(), ActionSource.class.getName()};
        synchronized (services) {
            services.put(fileSystem, bundle.registerService(types, fileSystem, properties));
        }
    }

    @Override
    public void closing(LocalFileSystem fileSystem) {
        ServiceRegistration<?> service;
        synchronized (services) {
            service = services.remove(fileSystem);
        }
        if (service != null) {
            try {
                service.unregister();
            } catch (IllegalStateException e) {
                LOG.debug("the framework was faster", e);
            }
        }
    }

    @Deactivate
    void stop() {
        Future<?> periodic = ticking;
        if (periodic != null) {
            periodic.cancel(false);
        }
        if (!Workers.stop(timer, STOP)) {
            LOG.warn("the timer of the local file systems did not stop");
        }
        try {
            registry.close();
        } catch (IOException e) {
            LOG.error("closing the local file systems", e);
        }
    }

    private void start() {
        try {
            registry.start();
            registry.list().stream()
                    .filter(f -> f.offline() != null)
                    .forEach(f -> LOG.warn("{} is offline: {}", f.registration().name(), f.offline()));
        } catch (IOException | RuntimeException e) {
            LOG.error("the local file systems are not available", e);
            return;
        } finally {
            started = true;
        }
        ticking = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        registry.tick(e -> LOG.error("housekeeping of a local file system", e));
    }
}
