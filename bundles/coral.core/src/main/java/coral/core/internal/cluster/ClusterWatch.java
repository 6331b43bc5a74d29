// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.ClusterConfiguration;
import coral.core.cluster.ConfigFault;
import coral.core.internal.cluster.ClusterFiles.Seen;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.task.StartUp;
import coral.core.task.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the cluster as clownfish.conf has it; a file that is wrong changes nothing. Safe for use by many threads. */
@Component(
        service = {ClusterConfiguration.class, ClusterWatch.class, StartUp.class},
        configurationPid = "coral.core.cluster",
        immediate = true)
@Designate(ocd = ClusterConfig.class)
public final class ClusterWatch implements ClusterConfiguration, StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int MOST_LOGGED = 20;

    private final ClusterFiles files;
    private final InstantSource clock;
    private final @Nullable ScheduledExecutorService timer;
    private final Object reading = new Object();
    private volatile ClusterState state;
    private volatile boolean looked;
    /** What the last look saw, and what was read last: only the one thread that holds {@link #reading}. */
    private Seen seen = Seen.NONE;

    private @Nullable Seen read;

    /** Made by the component runtime. No reference to the node's state: that one waits for this one. */
    @Activate
    public ClusterWatch(ClusterConfig config, BundleContext context) {
        this(
                ClusterFiles.of(config.etc_dir(), home(context)),
                InstantSource.system(),
                Workers.timer("coral-core-cluster"));
        start(config.look_millis());
    }

    ClusterWatch(ClusterFiles files, InstantSource clock, @Nullable ScheduledExecutorService timer) {
        this.files = files;
        this.clock = clock;
        this.timer = timer;
        this.state = new ClusterState(Cluster.NONE, 0, null, Instant.EPOCH, List.of(), null);
    }

    private static String home(BundleContext context) {
        String home = context.getProperty("coral.home");
        return home == null ? "" : home;
    }

    private void start(int millis) {
        if (timer != null) {
            var unused = timer.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the looks. */
    @Deactivate
    void deactivate() {
        if (timer != null && !Workers.stop(timer, STOP_LIMIT)) {
            LOG.warn("clownfish.conf is still being read {} after the stop", STOP_LIMIT);
        }
    }

    /** One look: what differs from what was read and is as it was at the look before is read. The first is at once. */
    void look() {
        try {
            synchronized (reading) {
                Seen now = files.look();
                boolean settled = now.equals(seen) || read == null;
                seen = now;
                if (settled && !now.equals(read)) {
                    take(now);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("clownfish.conf cannot be looked at now", e);
        } finally {
            looked = true;
        }
    }

    private void take(Seen now) {
        read = now;
        Path path = now.path().orElse(null);
        ClownfishConf.Read result =
                path == null ? new ClownfishConf.Read(Cluster.NONE, List.of()) : ClownfishConf.read(path);
        if (path != null && !result.isGood()) {
            state = state.refuse(new ClusterState.Refused(path, result.faults()));
            LOG.warn(
                    "{} is not taken, the cluster stays as it was: {} faults",
                    path,
                    result.faults().size());
            result.faults().stream().limit(MOST_LOGGED).forEach(fault -> LOG.warn("{}", fault.text()));
            return;
        }
        use(result.cluster(), path);
    }

    private void use(Cluster cluster, @Nullable Path path) {
        ClusterState old = state;
        if (cluster.equals(old.cluster()) && Objects.equals(path, old.file())) {
            state = new ClusterState(cluster, old.generation(), path, old.since(), old.changes(), null);
            return;
        }
        List<ClusterChange> changes = ClusterDiff.between(old.cluster(), cluster);
        state = new ClusterState(cluster, old.generation() + 1, path, clock.instant(), changes, null);
        LOG.info("the cluster is as {} says: {} changes", path == null ? "no file" : path, changes.size());
        changes.stream().limit(MOST_LOGGED).forEach(change -> LOG.info("{}", change.text()));
    }

    ClusterState state() {
        return state;
    }

    @Override
    public Cluster current() {
        return state.cluster();
    }

    @Override
    public long generation() {
        return state.generation();
    }

    @Override
    public List<ClusterChange> reload() throws ProblemException {
        synchronized (reading) {
            Seen now = files.look();
            seen = now;
            Cluster before = state.cluster();
            take(now);
            looked = true;
            ClusterState.Refused refused = state.refused();
            if (refused != null) {
                throw refusal(refused.file(), refused.faults());
            }
            return ClusterDiff.between(before, state.cluster());
        }
    }

    /** What {@link #reload} would change now. */
    List<ClusterChange> wouldChange() throws ProblemException {
        Path path = file().orElse(null);
        if (path == null) {
            return ClusterDiff.between(state.cluster(), Cluster.NONE);
        }
        ClownfishConf.Read result = ClownfishConf.read(path);
        if (!result.isGood()) {
            throw refusal(path, result.faults());
        }
        return ClusterDiff.between(state.cluster(), result.cluster());
    }

    /** The file that counts now. */
    Optional<Path> file() {
        return files.look().path();
    }

    /** That there is no file, and where one would be. */
    String nothing() {
        return "no cluster: there is no "
                + files.candidates().stream().map(Path::toString).collect(Collectors.joining(" and no "));
    }

    private static ProblemException refusal(Path file, List<ConfigFault> faults) {
        StringBuilder text = new StringBuilder(file + " is not taken, the cluster stays as it was");
        faults.forEach(fault -> text.append('\n').append(fault.text()));
        return new Problem("CORAL-CLUSTER-020", Errno.EINVAL, text.toString(), "mend the file and reload it")
                .exception();
    }

    @Override
    public String what() {
        return "the cluster's configuration";
    }

    @Override
    public boolean isOver() {
        return looked;
    }
}
