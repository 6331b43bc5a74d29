// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import coral.core.internal.calls.Answer;
import coral.core.internal.calls.BoundedCalls;
import coral.core.internal.service.HeldServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the health checks that are registered as services, all at once and within a bound. Safe for use by many threads.
 *
 * <p>Holds references and gets a service when it is first run: a room starts no earlier for being checked.
 */
@Component(service = HealthChecks.class)
public final class HealthChecks {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_MESSAGES = 100;

    private final HeldServices<HealthCheck> services;
    private final Duration limit;
    private final BoundedCalls<Check, Checked> calls = new BoundedCalls<>("coral-core-health");
    private final Map<Long, Check> checks = new ConcurrentSkipListMap<>();

    /** One registered check. */
    record Check(String name, List<String> tags, long id, Callable<Result> service) {
        Checked with(Result.Status status, String message) {
            return new Checked(name, tags, status, List.of(message));
        }
    }

    /** Made by the component runtime. */
    @Activate
    public HealthChecks(BundleContext context) {
        this(new HeldServices<>(context), LIMIT);
    }

    HealthChecks(HeldServices<HealthCheck> services, Duration limit) {
        this.services = services;
        this.limit = limit;
    }

    @Reference(
            service = HealthCheck.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(ServiceReference<HealthCheck> reference) {
        long id = services.add(reference);
        String name = reference.getProperty(HealthCheck.NAME) instanceof String text ? text : "check " + id;
        add(new Check(name, tags(reference.getProperty(HealthCheck.TAGS)), id, () -> execute(reference)));
    }

    void unbind(ServiceReference<HealthCheck> reference) {
        checks.remove(services.remove(reference));
    }

    void add(Check check) {
        checks.put(check.id(), check);
    }

    private static List<String> tags(@Nullable Object property) {
        if (property instanceof String[] several) {
            return List.of(several);
        }
        return property instanceof String one ? List.of(one) : List.of();
    }

    private Result execute(ServiceReference<HealthCheck> reference) {
        HealthCheck check = services.get(reference);
        return check == null ? new Result(Result.Status.OK, "its bundle has just gone") : check.execute();
    }

    /** All tags that checks have. */
    public SortedSet<String> tags() {
        SortedSet<String> tags = new TreeSet<>();
        checks.values().forEach(check -> tags.addAll(check.tags()));
        return tags;
    }

    /**
     * What each check finds, by name; takes 5 s at most.
     *
     * @param tag that checks must have to be run; empty for all
     */
    public List<Checked> run(String tag) throws InterruptedException {
        Map<Check, Callable<Checked>> questions = new LinkedHashMap<>();
        checks.values().stream()
                .filter(check -> tag.isEmpty() || check.tags().contains(tag))
                .forEach(check -> questions.put(
                        check, () -> checked(check, check.service().call())));
        List<Checked> found = new ArrayList<>();
        calls.ask(questions, limit).forEach((check, answer) -> found.add(settled(check, answer)));
        found.sort(Comparator.comparing(Checked::name));
        return List.copyOf(found);
    }

    private static Checked checked(Check check, Result result) {
        List<String> messages = new ArrayList<>();
        for (ResultLog.Entry entry : result) {
            boolean telling = result.isOk() || entry.getStatus() != Result.Status.OK;
            if (telling && !entry.isDebug() && messages.size() < MOST_MESSAGES) {
                messages.add(entry.getMessage());
            }
        }
        return new Checked(check.name(), check.tags(), result.getStatus(), messages);
    }

    private Checked settled(Check check, Answer<Checked> answer) {
        if (answer instanceof Answer.Given<Checked> given) {
            return given.value();
        }
        if (answer instanceof Answer.Failed<Checked> failed) {
            String why = failed.why().getClass().getSimpleName();
            LOG.warn("CORAL-CORE-035: the health check '{}' threw {}", check.name(), why, failed.why());
            return check.with(
                    Result.Status.HEALTH_CHECK_ERROR,
                    "CORAL-CORE-035: the check itself failed (" + why + "); log/coral.log has the stack trace");
        }
        return check.with(
                Result.Status.CRITICAL,
                "CORAL-CORE-036: the check did not answer within " + limit.toMillis()
                        + " ms: what it looks at may hang; see the other checks, and 'dmesg' for a device that hangs");
    }

    @Deactivate
    void close() {
        calls.close();
    }
}
