// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.store.JournalCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether all journals still take records. */
@Component(property = {HealthCheck.NAME + "=journals", HealthCheck.TAGS + "=core"})
public final class JournalsCheck implements HealthCheck {
    private final Supplier<List<Path>> failed;

    /** Made by the component runtime. */
    @Activate
    public JournalsCheck() {
        this(JournalCounts::failed);
    }

    JournalsCheck(Supplier<List<Path>> failed) {
        this.failed = failed;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, "all journals take records"));
        failed.get()
                .forEach(directory -> log.add(new ResultLog.Entry(
                        Result.Status.CRITICAL,
                        "CORAL-CORE-041: the journal in " + directory + " refuses changes since a write failed;"
                                + " log/coral.log says why: mend the disk or make room, then restart the node")));
        return new Result(log);
    }
}
