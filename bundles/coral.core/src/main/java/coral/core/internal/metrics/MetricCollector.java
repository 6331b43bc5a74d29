// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.internal.calls.Answer;
import coral.core.internal.calls.BoundedCalls;
import coral.core.internal.service.HeldServices;
import coral.core.metrics.Metric;
import coral.core.metrics.MetricSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
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
 * Asks all sources for their metrics. A source that fails or is slow, and a metric that breaks a rule, is left out, and
 * said so in the log once. Safe for use by many threads.
 *
 * <p>Holds references and gets a service when it is first asked: a room starts no earlier for what it counts.
 */
@Component(service = MetricCollector.class)
public final class MetricCollector {
    private static final Logger LOG = LoggerFactory.getLogger(MetricCollector.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MOST_TOLD = 1000;
    private static final String CORE = "coral.core";

    private final HeldServices<MetricSource> services;
    private final Duration limit;
    private final BoundedCalls<Source, List<Metric>> calls = new BoundedCalls<>("coral-core-metrics");
    private final Map<Long, Source> sources = new ConcurrentSkipListMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * One registered source.
     *
     * @param owner the symbolic name of its bundle
     * @param service gives the source's metrics
     */
    record Source(String owner, long id, Callable<List<Metric>> service) {
        /** With what its names must begin. */
        List<String> prefixes() {
            String words = owner.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_") + "_";
            return owner.equals(CORE) ? List.of(words, "process_", "jvm_") : List.of(words);
        }
    }

    /** Made by the component runtime. */
    @Activate
    public MetricCollector(BundleContext context) {
        this(new HeldServices<>(context), LIMIT);
    }

    MetricCollector(HeldServices<MetricSource> services, Duration limit) {
        this.services = services;
        this.limit = limit;
    }

    @Reference(
            service = MetricSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(ServiceReference<MetricSource> reference) {
        Bundle bundle = reference.getBundle();
        String owner = bundle == null || bundle.getSymbolicName() == null ? "unknown" : bundle.getSymbolicName();
        add(new Source(owner, services.add(reference), () -> metrics(reference)));
    }

    void unbind(ServiceReference<MetricSource> reference) {
        sources.remove(services.remove(reference));
    }

    void add(Source source) {
        sources.put(source.id(), source);
    }

    private List<Metric> metrics(ServiceReference<MetricSource> reference) {
        MetricSource source = services.get(reference);
        return source == null ? List.of() : source.metrics();
    }

    /** All metrics now, by name; takes a second at most. */
    public List<Metric> collect() throws InterruptedException {
        Map<Source, Callable<List<Metric>>> questions = new LinkedHashMap<>();
        sources.values()
                .forEach(source ->
                        questions.put(source, () -> List.copyOf(source.service().call())));
        Accepted accepted = new Accepted();
        calls.ask(questions, limit).forEach((source, answer) -> take(source, answer, accepted));
        return accepted.metrics();
    }

    private void take(Source source, Answer<List<Metric>> answer, Accepted accepted) {
        if (answer instanceof Answer.Given<List<Metric>> given) {
            for (Metric metric : given.value()) {
                accepted.add(source.owner(), source.prefixes(), metric).ifPresent(why -> tell(why, null));
            }
        } else if (answer instanceof Answer.Failed<List<Metric>> failed) {
            String what = failed.why().getClass().getSimpleName();
            tell(
                    "CORAL-CORE-030: metrics of " + source.owner() + " are left out: their source threw " + what
                            + "; tell those who made the bundle",
                    failed.why());
        } else {
            tell(
                    "CORAL-CORE-031: metrics of " + source.owner() + " are left out: their source took longer than "
                            + limit.toMillis() + " ms",
                    null);
        }
    }

    private void tell(String what, @Nullable Throwable why) {
        if (told.size() < MOST_TOLD && told.add(what)) {
            LOG.warn("{}", what, why);
        }
    }

    @Deactivate
    void close() {
        calls.close();
    }
}
