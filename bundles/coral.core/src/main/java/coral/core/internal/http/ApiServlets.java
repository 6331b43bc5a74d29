// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.task.Workers;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a whiteboard servlet of every Api service, for as long as it is there. Safe for use by many threads. */
@Component(service = ApiServlets.class, immediate = true)
public final class ApiServlets {
    static final String BASE = "/api/v1/";
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlets.class);
    private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9.-]*(/[a-z][a-z0-9.-]*)?");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final int MOST_STREAMS = 32;
    private static final int BEAT_SECONDS = 15;

    private final BundleContext context;
    private final Tokens tokens;
    private final ScheduledExecutorService beats = Workers.timer("coral-core-http-beat");
    private final AtomicInteger openStreams = new AtomicInteger();
    private int seconds; // Of the timer's thread alone.
    private final List<Api> apis = new ArrayList<>();
    private final Map<String, Served> served = new TreeMap<>();

    private record Served(Api api, List<Operation> operations, Streams streams, ServiceRegistration<Servlet> servlet) {}

    /** Made by the component runtime. */
    @Activate
    public ApiServlets(BundleContext context, @Reference Tokens tokens) {
        this.context = context;
        this.tokens = tokens;
        add(new OpenApiDocument());
        var unused = beats.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** A room offers endpoints. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void add(Api api) {
        apis.add(api);
        serve(api);
    }

    /** They are gone; another Api of the same component may have waited for that. */
    synchronized void remove(Api api) {
        apis.remove(api);
        Served gone = served.get(api.component());
        if (gone == null || gone.api() != api) {
            return;
        }
        served.remove(api.component());
        unregister(gone);
        apis.stream()
                .filter(other -> other.component().equals(api.component()))
                .findFirst()
                .ifPresent(this::serve);
    }

    private void serve(Api api) {
        String component = api.component();
        if (!COMPONENT.matcher(component).matches() || served.containsKey(component)) {
            LOG.error("CORAL-HTTP-016: {} is not served: /api/v1/{} is taken or no path", api.getClass(), component);
            return;
        }
        try {
            List<Operation> operations = List.copyOf(api.operations());
            Streams streams = new Streams(openStreams, MOST_STREAMS, tokens::isStill);
            Servlet servlet = new ApiServlet(new Routes(operations), streams);
            served.put(component, new Served(api, operations, streams, register(component, servlet)));
        } catch (RuntimeException e) {
            LOG.error("CORAL-HTTP-016: {} is not served", api.getClass(), e);
        }
    }

    private ServiceRegistration<Servlet> register(String component, Servlet servlet) {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of(
                "osgi.http.whiteboard.servlet.name", "coral.api." + component,
                "osgi.http.whiteboard.servlet.pattern", BASE + component + "/*",
                "osgi.http.whiteboard.servlet.asyncSupported", true));
        return context.registerService(Servlet.class, servlet, properties);
    }

    private static void unregister(Served gone) {
        gone.streams().close();
        try {
            gone.servlet().unregister();
        } catch (IllegalStateException e) {
            LOG.debug("the framework was faster", e);
        }
    }

    /** What is served now, by component. */
    synchronized Map<String, OpenApi.Described> described() {
        Map<String, OpenApi.Described> all = new TreeMap<>();
        served.forEach((component, one) ->
                all.put(component, new OpenApi.Described(one.api().title(), one.operations())));
        return all;
    }

    /** Every second; never throws: that would end the schedule. */
    private void look() {
        try {
            List<Streams> all;
            synchronized (this) {
                all = served.values().stream().map(Served::streams).toList();
            }
            all.forEach(Streams::endThoseWithoutToken);
            seconds = (seconds + 1) % BEAT_SECONDS;
            if (seconds == 0) {
                all.forEach(Streams::beat);
            }
        } catch (RuntimeException e) {
            LOG.warn("event streams missed a heartbeat", e);
        }
    }

    @Deactivate
    void close() {
        Workers.stop(beats, STOP_LIMIT);
        synchronized (this) {
            served.values().forEach(ApiServlets::unregister);
            served.clear();
        }
    }

    /** openapi.json is an Api like the others, and stands in itself. */
    private final class OpenApiDocument implements Api {
        @Override
        public String component() {
            return "openapi.json";
        }

        @Override
        public String title() {
            return "What this node can be asked for by HTTP.";
        }

        @Override
        public List<Operation> operations() {
            return List.of(Operation.get(
                    "",
                    "Describes all operations, as OpenAPI 3.1.",
                    Content.of(Object.class),
                    request -> Answer.of(OpenApi.of(described()))));
        }
    }
}
