// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.watch;

import coral.core.problem.Problem;
import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.registry.OpenFileSystem;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether all file systems can be used. */
@Component(property = {HealthCheck.NAME + "=filesystems", HealthCheck.TAGS + "=hsm"})
public final class FileSystemsCheck implements HealthCheck {
    private static final String OPENING = "CORAL-HSM-152";

    private final Supplier<List<OpenFileSystem>> fileSystems;

    /** Made by the component runtime. */
    @Activate
    public FileSystemsCheck(@Reference LocalHsm hsm) {
        this(() -> hsm.registry().list());
    }

    FileSystemsCheck(Supplier<List<OpenFileSystem>> fileSystems) {
        this.fileSystems = fileSystems;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        List<OpenFileSystem> now = fileSystems.get();
        log.add(new ResultLog.Entry(Result.Status.OK, now.size() + " file systems"));
        now.forEach(one -> {
            Problem offline = one.offline();
            if (offline != null) {
                boolean passes = offline.code().equals(OPENING);
                log.add(new ResultLog.Entry(
                        passes ? Result.Status.TEMPORARILY_UNAVAILABLE : Result.Status.CRITICAL,
                        "file system " + one.registration().name() + " ("
                                + one.registration().path() + ") is offline: " + offline.text()));
            }
        });
        return new Result(log);
    }
}
