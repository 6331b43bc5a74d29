// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.deploy.DeployFolder.Stamp;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework have what lies in the folder. {@link #work} is for one thread; {@link #dropped} may be read by
 * others.
 */
final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final String LOCATION = "deploy:";

    private final BundleContext context;
    private final DeployFolder folder;
    private final Path scratch;
    private final AllowList allowed;
    private final Map<String, Dropped> dropped = new ConcurrentSkipListMap<>();
    /** Whether the last round freed a name that another file was refused for. */
    private boolean replaced;

    /** @param scratch a directory that this object alone writes to */
    Deployer(BundleContext context, DeployFolder folder, Path scratch, AllowList allowed) {
        this.context = context;
        this.folder = folder;
        this.scratch = scratch;
        this.allowed = allowed;
    }

    /** What became of each file, by name. */
    Map<String, Dropped> dropped() {
        return new TreeMap<>(dropped);
    }

    /** Whether a file of this name was dealt with and is not known to be gone. */
    boolean isThere(String name) {
        return dropped.containsKey(name);
    }

    /**
     * Uninstalls what is gone, installs and updates what is new, and starts what does not run. One that cannot be
     * installed leaves the others, and what ran by the same file before, alone.
     *
     * @param settled the files that do not change at the moment
     * @param present all names, those that still change among them
     * @param again whether to look again at the refused, since what was in their way may be gone
     */
    void work(Map<String, Stamp> settled, Set<String> present, boolean again) {
        Set<Bundle> stale = new HashSet<>();
        boolean gone = removeAllBut(present, stale);
        boolean retry = again || gone || replaced;
        replaced = false;
        List<String> fresh = settled.entrySet().stream()
                .filter(file -> isNew(file.getKey(), file.getValue(), retry))
                .map(Map.Entry::getKey)
                .toList();
        fresh.forEach(name -> load(name, Objects.requireNonNull(settled.get(name)), stale));
        if (gone || !fresh.isEmpty()) {
            Refresh.of(context, stale);
            dropped.forEach(this::start);
        }
    }

    /** Forgets bundles of a life before, of which it is not known what files they are of. */
    void clear() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION)) {
                uninstall(bundle);
            }
        }
    }

    private boolean isNew(String name, Stamp stamp, boolean again) {
        Dropped known = dropped.get(name);
        return known == null || !known.stamp().equals(stamp) || (again && known.refusal() != null);
    }

    private boolean removeAllBut(Set<String> present, Set<Bundle> stale) {
        List<String> gone = dropped.keySet().stream()
                .filter(name -> !present.contains(name))
                .toList();
        for (String name : gone) {
            Bundle bundle = Objects.requireNonNull(dropped.get(name)).bundle();
            if (bundle != null) {
                LOG.info("{} is gone: {} is stopped", name, bundle);
                uninstall(bundle);
                stale.add(bundle);
            }
            dropped.remove(name);
        }
        return !gone.isEmpty();
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} does not let itself be uninstalled", bundle, e);
        }
    }

    private void load(String name, Stamp stamp, Set<Bundle> stale) {
        Dropped known = dropped.get(name);
        Bundle former = known == null ? null : known.bundle();
        String sha256 = "";
        Path copy = scratch.resolve("copy.jar");
        try {
            DroppedJar jar = DroppedJar.copy(folder.path().resolve(name), copy);
            sha256 = jar.sha256();
            check(name, jar);
            Bundle bundle = install(name, jar, former);
            if (former != null) {
                stale.add(former);
                replaced = true;
            }
            dropped.put(name, new Dropped(stamp, sha256, bundle, null, null, false));
            LOG.info("{}: {} with SHA-256 {}", name, jar.name(), sha256);
        } catch (ProblemException e) {
            LOG.warn("{}", e.problem().text());
            dropped.put(name, new Dropped(stamp, sha256, former, e.problem(), null, true));
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} stays behind", copy, e);
        }
    }

    /** Refuses what the distribution or another file has, and what is not allowed. */
    void check(String name, DroppedJar jar) throws ProblemException {
        for (Map.Entry<String, Dropped> other : dropped.entrySet()) {
            Bundle bundle = other.getValue().bundle();
            if (bundle != null && !other.getKey().equals(name) && nameOf(bundle).equals(jar.name())) {
                throw DeployProblems.twice(jar.name(), other.getKey()).exception();
            }
        }
        for (Bundle bundle : context.getBundles()) {
            boolean ours = bundle.getLocation().startsWith(LOCATION);
            if (!ours && jar.name().symbolicName().equals(bundle.getSymbolicName())) {
                throw DeployProblems.ofDistribution(
                                jar.name(), bundle.getVersion().toString())
                        .exception();
            }
        }
        allowed.check(name, jar);
    }

    static BundleName nameOf(Bundle bundle) {
        return new BundleName(String.valueOf(bundle.getSymbolicName()), bundle.getVersion());
    }

    private Bundle install(String name, DroppedJar jar, @Nullable Bundle former) throws ProblemException {
        try (InputStream bytes = Files.newInputStream(jar.copy())) {
            if (former == null) {
                return context.installBundle(LOCATION + name, bytes);
            }
            // Stopped first: an update of a running one starts it again before its old packages are gone.
            former.stop(Bundle.STOP_TRANSIENT);
            former.update(bytes);
            return former;
        } catch (BundleException | IOException | IllegalStateException e) {
            Problem problem = DeployProblems.framework(name, e);
            throw new ProblemException(problem, e);
        }
    }

    private void start(String name, Dropped known) {
        Bundle bundle = known.bundle();
        if (bundle == null) {
            return;
        }
        String failure = null;
        try {
            if ((bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        } catch (BundleException | RuntimeException e) {
            LOG.warn("{} does not start", name, e);
            failure = Causes.of(e);
        }
        dropped.put(name, known.tried(failure));
    }
}
