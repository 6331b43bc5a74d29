// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.deploy.DeployFolder.Stamp;
import coral.core.task.StartUp;
import coral.core.task.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches deploy/: what is moved in runs, what is replaced is updated, what is gone is stopped. Begins once the node's
 * own bundles have started. Safe for use by many threads.
 */
@Component(
        service = {Deployment.class, StartUp.class},
        immediate = true)
public final class Deployment implements StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /** A file is taken when two looks in a row see the same: one that was renamed into place is, with the second. */
    private static final Duration UNTIL_SETTLED = Duration.ofMillis(60);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration NODE_WAITS = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final BundleContext context;
    private final @Nullable Path home;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch firstPass = new CountDownLatch(1);
    private volatile @Nullable Places places;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Long upSinceNanos;

    /** What the watcher works with. */
    record Places(DeployFolder folder, AllowList allowed, Deployer deployer) {}

    /** Made by the component runtime. */
    @Activate
    public Deployment(BundleContext context) {
        this.context = context;
        String folder = context.getProperty("coral.home");
        home = folder == null || folder.isEmpty() ? null : Path.of(folder);
        if (home != null) {
            places = places(home);
            thread = Workers.start("coral-core-deploy", this::watch);
        }
    }

    private Places places(Path base) {
        String own = property("coral.deploy.dir");
        DeployFolder folder = new DeployFolder(own.isEmpty() ? base.resolve("deploy") : Path.of(own));
        AllowList allowed =
                new AllowList(base.resolve("conf/deploy.allow"), AllowList.Mode.of(property("coral.deploy.allow")));
        return new Places(folder, allowed, new Deployer(context, folder, scratch(base), allowed));
    }

    private static Path scratch(Path base) {
        return base.resolve("data/coral.core/deploy");
    }

    private String property(String key) {
        String value = context.getProperty(key);
        return value == null ? "" : value;
    }

    /** Ends the watch; what runs goes on. */
    @Deactivate
    void deactivate() throws InterruptedException {
        stopped.countDown();
        Thread watcher = thread;
        if (watcher != null) {
            watcher.interrupt();
            watcher.join(STOP_LIMIT.toMillis());
        }
    }

    @Override
    public String what() {
        return "bundles in deploy/";
    }

    /** A bundle that hangs at its start does not hold up the node for long. */
    @Override
    public boolean isOver() {
        Long since = upSinceNanos;
        return home == null
                || firstPass.getCount() == 0
                || (since != null && System.nanoTime() - since > NODE_WAITS.toNanos());
    }

    /** What is watched; empty for a framework without a node's home. */
    Optional<Places> here() {
        return Optional.ofNullable(places);
    }

    private void watch() {
        Places now = places;
        try {
            while (!isNodeUp()) {
                if (stopped.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            upSinceNanos = System.nanoTime();
            if (now != null && home != null) {
                Files.createDirectories(
                        scratch(home),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                now.deployer().clear();
                loop(now);
            }
        } catch (IOException e) {
            LOG.error("deploy/ is not watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            firstPass.countDown();
        }
    }

    private boolean isNodeUp() {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        String wanted = property(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        return system != null
                && system.getState() == Bundle.ACTIVE
                && system.adapt(FrameworkStartLevel.class).getStartLevel()
                        >= (wanted.isEmpty() ? 1 : Integer.parseInt(wanted));
    }

    private void loop(Places now) throws InterruptedException {
        Map<String, Stamp> before = Map.of();
        String list = "";
        Duration pause;
        do {
            try {
                Map<String, Stamp> seen = now.folder().look();
                Map<String, Stamp> settled = settled(before, seen);
                String listNow = stamp(now.allowed().file());
                now.deployer().work(settled, seen.keySet(), !list.equals(listNow));
                list = listNow;
                pause = before.equals(seen) ? BETWEEN_LOOKS : UNTIL_SETTLED;
                if (before.equals(seen)) {
                    firstPass.countDown();
                }
                before = seen;
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} cannot be looked at now", now.folder().path(), e);
                pause = AFTER_FAILURE;
            }
        } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Map<String, Stamp> settled(Map<String, Stamp> before, Map<String, Stamp> seen) {
        Map<String, Stamp> settled = new TreeMap<>(seen);
        settled.entrySet()
                .removeIf(each -> !each.getValue().equals(before.get(each.getKey()))
                        || !each.getValue().file()
                        || !DeployFolder.isForBundles(each.getKey()));
        return settled;
    }

    private static String stamp(Path file) {
        try {
            return Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime")
                    .toString();
        } catch (IOException e) {
            return "none";
        }
    }
}
