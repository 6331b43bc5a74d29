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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int MOST_SEEKERS = 4;

    private final BundleContext bundle;
    private final Registry registry;
    private final ScheduledExecutorService starter = Workers.timer("coral-hsm-local");
    /** More than one: where a device hangs, the others are looked for all the same. */
    private final ExecutorService seekers = Workers.onDemand("coral-hsm-local-seek", MOST_SEEKERS);

    private final Map<LocalFileSystem, ServiceRegistration<?>> services = new HashMap<>();
    private final Map<LocalFileSystem, ScheduledExecutorService> timers = new ConcurrentHashMap<>();

    private volatile boolean started;

    /** Stores what it is given; file systems are opened by a thread of its own. */
    @Activate
    public LocalHsm(BundleContext bundle) {
        this.bundle = bundle;
        String home = bundle.getProperty("coral.home");
        this.registry =
                new Registry(Path.of(home == null ? "." : home, "data", "coral.hsm.local"), Clock.systemUTC(), this);
        starter.execute(this::start);
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
        // One timer each: where a device hangs, the others go on.
        ScheduledExecutorService timer = Workers.timer("coral-hsm-local-" + fileSystem.name());
        timers.put(fileSystem, timer);
        Future<?> unused = timer.scheduleWithFixedDelay(() -> tick(fileSystem), 1, 1, TimeUnit.SECONDS);
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
        ScheduledExecutorService timer = timers.remove(fileSystem);
        if (timer != null && !Workers.stop(timer, STOP)) {
            LOG.warn("the housekeeping of {} did not stop", fileSystem.name());
        }
    }

    @Deactivate
    void stop() {
        seekers.shutdownNow();
        if (!Workers.stop(starter, STOP) || !Workers.stop(seekers, STOP)) {
            LOG.warn("a local file system is still being opened; its device may hang");
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
        } finally {
            started = true;
        }
        Future<?> unused =
                starter.scheduleWithFixedDelay(this::retry, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void retry() {
        try {
            seekers.execute(this::seek);
        } catch (RejectedExecutionException e) {
            LOG.debug("all that look for file systems hang, or the node stops", e);
        }
    }

    private void seek() {
        try {
            registry.retry();
        } catch (RuntimeException e) {
            LOG.error("looking for file systems that are offline", e);
        }
    }

    private static void tick(LocalFileSystem fileSystem) {
        try {
            fileSystem.tick();
        } catch (IOException | RuntimeException e) {
            LOG.error("housekeeping of {}", fileSystem.name(), e);
        }
    }
}
