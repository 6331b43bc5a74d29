// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.systemd;

import coral.core.internal.nat.DatagramSender;
import coral.core.internal.node.NodeState;
import coral.core.internal.node.NodeStatus;
import coral.core.task.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks sd_notify(3) where systemd asks for it by NOTIFY_SOCKET: READY=1 once the node is ready, STATUS= while it is
 * not or is unwell, WATCHDOG=1 as long as {@link Pulse} beats, STOPPING=1 at the end.
 */
@Component(service = ServiceNotifier.class, immediate = true)
public final class ServiceNotifier {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotifier.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

    private final @Nullable DatagramSender systemd;
    private final long watchdogNanos;
    private final NodeState node;
    private final Pulse pulse;
    private final ScheduledExecutorService timer = Workers.timer("coral-core-systemd");
    private boolean ready;
    private String status = "";
    private long nextBeatNanos = System.nanoTime();

    /** Made by the component runtime. */
    @Activate
    public ServiceNotifier(@Reference NodeState node, @Reference Pulse pulse) {
        this(node, pulse, System.getenv());
    }

    ServiceNotifier(NodeState node, Pulse pulse, Map<String, String> environment) {
        this.node = node;
        this.pulse = pulse;
        this.systemd = sender(environment.getOrDefault("NOTIFY_SOCKET", ""));
        this.watchdogNanos = watchdogNanos(environment);
        if (systemd != null) {
            Future<?> unused =
                    timer.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static @Nullable DatagramSender sender(String path) {
        if (path.isEmpty()) {
            return null;
        }
        try {
            return new DatagramSender(path);
        } catch (IOException e) {
            LOG.error("CORAL-CORE-065: systemd cannot be told anything, NOTIFY_SOCKET is {}", path, e);
            return null;
        }
    }

    /** How often systemd wants to hear, 0 for never. */
    static long watchdogNanos(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        boolean forUs = pid.isEmpty()
                || pid.equals(Long.toString(ProcessHandle.current().pid()));
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return forUs && micros > 0 ? TimeUnit.MICROSECONDS.toNanos(micros) : 0;
        } catch (NumberFormatException e) {
            LOG.error("CORAL-CORE-065: WATCHDOG_USEC is no number", e);
            return 0;
        }
    }

    private void look() {
        try {
            if (!ready) {
                NodeStatus now = node.status();
                ready = now.ready();
                tell(ready ? "READY=1\nSTATUS=ready" : "STATUS=" + starting(now));
            }
            if (watchdogNanos > 0 && System.nanoTime() - nextBeatNanos >= 0) {
                // Half of what is allowed, as sd_watchdog_enabled(3) has it.
                nextBeatNanos = System.nanoTime() + watchdogNanos / 2;
                beat();
            }
        } catch (RuntimeException e) {
            LOG.error("systemd was not told", e);
        }
    }

    private void beat() {
        List<String> unwell = ready ? pulse.unwell() : List.of();
        if (unwell.isEmpty()) {
            tell("WATCHDOG=1" + (ready ? "\nSTATUS=ready" : ""));
        } else {
            LOG.error("CORAL-CORE-066: the watchdog is not told that the node is alive: {}", unwell);
            tell("STATUS=not alive: " + String.join("; ", unwell));
        }
    }

    private static String starting(NodeStatus now) {
        List<String> waits = new ArrayList<>(now.unfinished());
        now.componentsWaiting().forEach(component -> waits.add(component + " waits"));
        now.bundlesNotActive().forEach(bundle -> waits.add(bundle.name() + " is " + bundle.state()));
        return "starting" + (waits.isEmpty() ? "" : ": " + String.join("; ", waits));
    }

    private void tell(String text) {
        if (systemd == null || text.equals(status)) {
            return;
        }
        // The same status again is news to nobody, the same beat is.
        status = text.startsWith("WATCHDOG") ? status : text;
        try {
            systemd.send(text);
        } catch (IOException e) {
            LOG.warn("CORAL-CORE-065: systemd was not told: {}", e.getMessage());
        }
    }

    @Deactivate
    void stop() {
        if (!Workers.stop(timer, STOP_LIMIT)) {
            LOG.warn("the watchdog's thread did not stop");
        }
        tell("STOPPING=1\nSTATUS=stopping");
    }
}
