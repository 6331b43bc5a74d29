// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.node.NodeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Whether the disks of the node's own data and log have room. */
@Component(
        property = {HealthCheck.NAME + "=disk", HealthCheck.TAGS + "=core"},
        configurationPid = "coral.core.health")
@Designate(ocd = HealthConfig.class)
public final class DiskCheck implements HealthCheck {
    private static final List<String> FOLDERS = List.of("data", "log");

    private final String home;
    private final long warnMib;
    private final long criticalMib;

    /** Made by the component runtime. */
    @Activate
    public DiskCheck(HealthConfig config, @Reference NodeState node) {
        this(node.property("coral.home"), config.disk_warn_mib(), config.disk_critical_mib());
    }

    DiskCheck(String home, long warnMib, long criticalMib) {
        if (criticalMib < 0 || warnMib < criticalMib) {
            throw new IllegalArgumentException("CORAL-CORE-038: coral.core.health: disk.warn.mib=" + warnMib
                    + ", disk.critical.mib=" + criticalMib
                    + ": allowed are 0 and more, and the first not below the second");
        }
        this.home = home;
        this.warnMib = warnMib;
        this.criticalMib = criticalMib;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(
                Result.Status.OK, home.isEmpty() ? "the node has no home" : "room beneath " + home));
        if (!home.isEmpty()) {
            FOLDERS.forEach(folder -> look(Path.of(home, folder), log));
        }
        return new Result(log);
    }

    private void look(Path folder, ResultLog log) {
        try {
            if (!Files.exists(folder)) {
                return; // Made when it is first needed.
            }
            long freeMib = Files.getFileStore(folder).getUsableSpace() >> 20;
            Result.Status status = freeMib < criticalMib
                    ? Result.Status.CRITICAL
                    : freeMib < warnMib ? Result.Status.WARN : Result.Status.OK;
            log.add(new ResultLog.Entry(status, text(folder, freeMib, status)));
        } catch (IOException e) {
            log.add(new ResultLog.Entry(
                    Result.Status.CRITICAL,
                    "CORAL-CORE-040: the disk of " + folder + " cannot be looked at (" + e.getMessage()
                            + "); see that it is mounted and readable"));
        }
    }

    private String text(Path folder, long freeMib, Result.Status status) {
        String free = folder + " has " + freeMib + " MiB free";
        if (status == Result.Status.OK) {
            return free;
        }
        long limit = status == Result.Status.WARN ? warnMib : criticalMib;
        return "CORAL-CORE-039: " + free + ", less than " + limit
                + "; make room there before the node cannot record changes any more";
    }
}
