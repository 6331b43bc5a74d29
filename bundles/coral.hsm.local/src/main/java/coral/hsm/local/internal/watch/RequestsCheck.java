// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.watch;

import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.registry.OpenFileSystem;
import coral.hsm.model.HsmRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Whether requests end in time. */
@Component(
        property = {HealthCheck.NAME + "=requests", HealthCheck.TAGS + "=hsm"},
        configurationPid = "coral.hsm.local.health")
@Designate(ocd = RequestsConfig.class)
public final class RequestsCheck implements HealthCheck {
    private final Supplier<List<OpenFileSystem>> fileSystems;
    private final Duration oldest;
    private final Clock clock;

    /** Made by the component runtime. */
    @Activate
    public RequestsCheck(RequestsConfig config, @Reference LocalHsm hsm) {
        this(() -> hsm.registry().list(), Duration.ofSeconds(config.request_age_seconds()), Clock.systemUTC());
    }

    RequestsCheck(Supplier<List<OpenFileSystem>> fileSystems, Duration oldest, Clock clock) {
        if (oldest.toSeconds() < 1) {
            throw new IllegalArgumentException("CORAL-HSM-171: coral.hsm.local.health: request.age.seconds="
                    + oldest.toSeconds() + ": allowed are 1 and more");
        }
        this.fileSystems = fileSystems;
        this.oldest = oldest;
        this.clock = clock;
    }

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, "no request is older than " + oldest.toSeconds() + " s"));
        fileSystems.get().forEach(one -> {
            LocalFileSystem open = one.fileSystem();
            if (open != null) {
                open.oldest().ifPresent(request -> look(open.name(), request, log));
            }
        });
        return new Result(log);
    }

    private void look(String name, HsmRequest request, ResultLog log) {
        Duration age = Duration.between(request.created(), clock.instant());
        if (age.compareTo(oldest) > 0) {
            log.add(new ResultLog.Entry(
                    Result.Status.WARN,
                    "CORAL-HSM-170: request " + request.cookie() + " of file system " + name + " ("
                            + request.action().name().toLowerCase(Locale.ROOT) + " of " + request.fid()
                            + ", archive " + request.archiveId() + ") is "
                            + request.status().name().toLowerCase(Locale.ROOT) + " since " + age.toSeconds()
                            + " s; see 'hsm status' for its archive, or cancel it with 'hsm cancel FILE'"));
        }
    }
}
