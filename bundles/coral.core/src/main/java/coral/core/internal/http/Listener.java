// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.internal.node.HttpAddress;
import coral.core.internal.node.NodeState;
import coral.core.task.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is told by Felix of the server when its ports are open: bounds what clients may take of it, and says where it
 * listens. The connector that it has to give is one that nobody can reach.
 */
@Component(service = ConnectorFactory.class, immediate = true)
public final class Listener implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int MOST_CONNECTIONS = 128;
    private static final int LEAST_THREADS = 2;
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final NodeState node;
    private final HttpAddress address;
    private final ScheduledExecutorService timer = Workers.timer("coral-core-http-heads");

    private final ServiceRegistration<Preprocessor> guard;
    private volatile List<ServerConnector> ports = List.of();

    /** Made by the component runtime, before the server starts: the guard is there before anybody is let in. */
    @Activate
    public Listener(
            BundleContext context,
            @Reference NodeState node,
            @Reference HttpAddress address,
            @Reference Tokens tokens) {
        this.node = node;
        this.address = address;
        guard = context.registerService(Preprocessor.class, new Guard(node, tokens), null);
    }

    @Override
    public Connector createConnector(Server server) {
        List<ServerConnector> open = new ArrayList<>(Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .toList());
        ports = open;
        bound(server, open);
        open.forEach(Listener::reopen);
        tell(open);
        return new NoPort(server);
    }

    private void bound(Server server, List<ServerConnector> open) {
        server.setErrorHandler(new ProblemErrors());
        if (server.getThreadPool() instanceof QueuedThreadPool threads) {
            threads.setMinThreads(LEAST_THREADS);
        }
        SlowHeads heads = new SlowHeads(LONGEST_HEAD);
        open.forEach(connector -> connector.addEventListener(heads));
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, open.toArray(new Connector[0]));
        server.addBean(limit, true);
        try {
            limit.start();
        } catch (Exception e) {
            throw new IllegalStateException("connections cannot be bounded", e);
        }
        var unused = timer.scheduleWithFixedDelay(heads, 2, 2, TimeUnit.SECONDS);
    }

    /** A port that this component's forerunner closed. */
    private static void reopen(ServerConnector port) {
        if (port.isStopped()) {
            try {
                port.start();
            } catch (Exception e) {
                LOG.error("{} cannot be listened at again", port, e);
            }
        }
    }

    private void tell(List<ServerConnector> open) {
        List<String> urls = open.stream().map(Listener::url).toList();
        String problem = missing(open);
        address.tell(new HttpAddress.State(urls, problem));
        if (problem != null) {
            LOG.error("{}", problem);
        }
        open.stream()
                .filter(Listener::isBare)
                .forEach(connector -> LOG.warn(
                        "HTTP without TLS is open to other hosts at {}: tokens can be read on the way",
                        url(connector)));
        urls.forEach(url -> LOG.info("listening at {}", url));
        try {
            write(urls);
        } catch (IOException e) {
            LOG.warn("run/coral.http cannot be written", e);
        }
    }

    private @Nullable String missing(List<ServerConnector> open) {
        boolean tls = Boolean.parseBoolean(node.property("org.apache.felix.https.enable"));
        boolean plain = Boolean.parseBoolean(node.property("org.apache.felix.http.enable"));
        if (plain && open.stream().allMatch(Listener::isTls)) {
            return "CORAL-HTTP-025: port " + node.property("org.osgi.service.http.port") + " of "
                    + node.property("org.apache.felix.http.host")
                    + " is taken or not to be had: there is no HTTP; set coral.http.port or CORAL_HTTP_PORT to another"
                    + " one (0 for any that is free) and start again";
        }
        return tls && open.stream().noneMatch(Listener::isTls)
                ? "CORAL-HTTP-026: there is no https: port " + node.property("org.osgi.service.http.port.secure")
                        + " is taken, or the keystore or its password is wrong; log/coral.log has the reason"
                : null;
    }

    private static boolean isTls(ServerConnector connector) {
        return connector.getDefaultProtocol() != null
                && connector
                        .getDefaultProtocol()
                        .toUpperCase(java.util.Locale.ROOT)
                        .startsWith("SSL");
    }

    private static boolean isBare(ServerConnector connector) {
        String host = connector.getHost() == null ? "0.0.0.0" : connector.getHost();
        return !isTls(connector) && !host.startsWith("127.") && !host.equals("localhost") && !host.equals("::1");
    }

    private static String url(ServerConnector connector) {
        String host = connector.getHost() == null ? "0.0.0.0" : connector.getHost();
        return (isTls(connector) ? "https://" : "http://") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + connector.getLocalPort();
    }

    private void write(List<String> urls) throws IOException {
        Path run = Path.of(node.property("coral.home"), "run");
        if (!Files.isDirectory(run)) {
            return;
        }
        Path next = run.resolve("coral.http.new");
        StringBuilder text = new StringBuilder();
        urls.forEach(url -> text.append(url).append('\n'));
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, run.resolve("coral.http"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Deactivate
    void close() throws IOException {
        ports.forEach(Listener::shut);
        unregisterGuard();
        Workers.stop(timer, STOP_LIMIT);
        address.tell(new HttpAddress.State(List.of(), null));
        Files.deleteIfExists(Path.of(node.property("coral.home"), "run", "coral.http"));
    }

    /** Servlets of other bundles have nothing before them but the guard: nobody may come in once it goes. */
    private static void shut(ServerConnector port) {
        try {
            port.stop();
        } catch (Exception e) {
            LOG.error("{} cannot be closed", port, e);
        }
    }

    private void unregisterGuard() {
        try {
            guard.unregister();
        } catch (IllegalStateException e) {
            LOG.debug("the framework was faster", e);
        }
    }
}
