// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.internal.node.NodeState;
import coral.core.problem.ProblemException;
import coral.core.ssh.CopyResult;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.HostResult;
import coral.core.ssh.RemoteCommand;
import coral.core.ssh.RemoteHosts;
import coral.core.ssh.RunLimits;
import coral.core.task.CancelToken;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Hosts over SSH. */
@Component(
        service = {RemoteHosts.class, SshHosts.class},
        configurationPid = "coral.core.ssh")
@Designate(ocd = SshConfig.class)
public final class SshHosts implements RemoteHosts {
    private final SshSettings settings;
    private final Places places;

    /** Made by the component runtime. */
    @Activate
    public SshHosts(SshConfig config, @Reference NodeState node) throws ProblemException {
        this(SshSettings.of(config, node.property("coral.home"), System.getenv()));
    }

    SshHosts(SshSettings settings) {
        this.settings = settings;
        this.places = new Places(settings);
    }

    @Deactivate
    void deactivate() {
        places.close();
    }

    @Override
    public RunLimits limits() {
        return settings.limits();
    }

    @Override
    public List<HostResult> run(
            List<Host> hosts, RemoteCommand command, RunLimits limits, CancelToken cancel, HostProgress progress)
            throws InterruptedException {
        return new FanOut<>(limits, cancel, progress, new RunWork(command, limits, places)).run(hosts);
    }

    @Override
    public List<CopyResult> send(
            List<Host> hosts, String source, String target, RunLimits limits, CancelToken cancel, HostProgress progress)
            throws InterruptedException {
        return new FanOut<>(limits, cancel, progress, new SendWork(source, target, places, progress)).run(hosts);
    }

    @Override
    public List<CopyResult> fetch(
            List<Host> hosts,
            String source,
            String directory,
            RunLimits limits,
            CancelToken cancel,
            HostProgress progress)
            throws InterruptedException {
        return new FanOut<>(limits, cancel, progress, new FetchWork(source, directory, places, progress)).run(hosts);
    }

    /** Asks hosts for their keys, and compares them with what is known; nobody logs in. */
    public List<HostKeys.Presented> keys(List<Host> hosts, RunLimits limits, CancelToken cancel)
            throws InterruptedException {
        return new FanOut<>(limits, cancel, HostProgress.NONE, new HostKeys(places)).run(hosts);
    }

    /** Adds presented keys to the known ones, durably. */
    public void accept(List<HostKeys.Presented> presented) throws ProblemException {
        places.known()
                .add(presented.stream().map(HostKeys.Presented::line).distinct().toList());
    }

    /** Names that known keys have. */
    public List<String> knownNames() {
        return places.known().names();
    }

    /** Whether it is the host that the node runs on. */
    public boolean isLocal(Host host) {
        return places.isLocal(host);
    }

    /** The host with all that the configuration says. */
    public Host complete(Host host) {
        return places.complete(host);
    }

    /** Connections that are kept just now. */
    int kept() {
        return places.kept();
    }
}
