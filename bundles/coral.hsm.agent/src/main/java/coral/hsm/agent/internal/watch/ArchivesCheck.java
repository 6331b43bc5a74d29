// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.watch;

import coral.core.problem.Problem;
import coral.hsm.agent.internal.node.AgentComponent;
import coral.hsm.agent.internal.node.ArchiveStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether all archives take work, and whether what they do ends well. */
@Component(property = {HealthCheck.NAME + "=archives", HealthCheck.TAGS + "=hsm"})
public final class ArchivesCheck implements HealthCheck {
    /** So many failures with no success in between are the archive's fault rather than the files'. */
    private static final long MANY = 10;

    private static final String OPENING = "CORAL-HSM-030";

    private final Supplier<List<ArchiveStatus>> archives;
    private final Supplier<Optional<Problem>> configuration;

    /** Made by the component runtime. */
    @Activate
    public ArchivesCheck(@Reference AgentComponent component) {
        this(
                () -> component.agent().archives(),
                () -> component.agent().registry().problem());
    }

    ArchivesCheck(Supplier<List<ArchiveStatus>> archives, Supplier<Optional<Problem>> configuration) {
        this.archives = archives;
        this.configuration = configuration;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        List<ArchiveStatus> now = archives.get();
        log.add(new ResultLog.Entry(Result.Status.OK, now.size() + " archives"));
        configuration.get().ifPresent(problem -> log.add(new ResultLog.Entry(Result.Status.CRITICAL, problem.text())));
        now.forEach(archive -> look(archive, log));
        return new Result(log);
    }

    private static void look(ArchiveStatus archive, ResultLog log) {
        String name = "archive " + archive.config().id();
        Optional<Problem> offline = archive.offline();
        if (offline.isPresent()) {
            boolean passes = offline.get().code().equals(OPENING);
            log.add(new ResultLog.Entry(
                    passes ? Result.Status.TEMPORARILY_UNAVAILABLE : Result.Status.CRITICAL,
                    name + " is offline: " + offline.get().text()));
        } else if (archive.counts().failedInRow() >= MANY) {
            log.add(new ResultLog.Entry(
                    Result.Status.WARN,
                    "CORAL-HSM-060: the last " + archive.counts().failedInRow() + " actions of " + name
                            + " failed, the last with: "
                            + archive.counts().lastError().orElse("no message")
                            + "; see 'hsm status' and log/coral.log"));
        }
    }
}
