// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The OSGi framework with the distribution's bundles. */
final class Node {
    private final Framework framework;

    private Node(Framework framework) {
        this.framework = framework;
    }

    /** Starts every bundle of {@code bundles/NN/} at start level NN. */
    static Node start(Path bundles, Map<String, String> properties) throws LaunchException {
        try {
            Framework framework = ServiceLoader.load(FrameworkFactory.class)
                    .findFirst()
                    .orElseThrow(() -> new LaunchException("CORAL-LAUNCH-009", "no OSGi framework in lib/"))
                    .newFramework(properties);
            framework.init();
            // What bundles are told lies there too, passwords among it. Whatever the umask: it was made anew just now.
            Files.setPosixFilePermissions(
                    Path.of(properties.getOrDefault("org.osgi.framework.storage", "")),
                    PosixFilePermissions.fromString("rwx------"));
            framework.getBundleContext().addFrameworkListener(Node::report);
            for (Path level : sorted(bundles)) {
                install(framework.getBundleContext(), level);
            }
            framework.start();
            return new Node(framework);
        } catch (BundleException | IOException e) {
            throw new LaunchException("CORAL-LAUNCH-010", "the framework does not start: " + e, e);
        }
    }

    private static void install(BundleContext context, Path level) throws BundleException, IOException {
        int number = Integer.parseInt(level.getFileName().toString());
        for (Path jar : sorted(level)) {
            // By reference: the jar is not copied into the cache.
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(number);
            if (bundle.getHeaders().get("Fragment-Host") == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return new ArrayList<>(entries.sorted().toList());
        }
    }

    private static void report(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            System.err.println("coral: " + event.getBundle() + ": " + event.getThrowable());
        }
    }

    /** Waits until somebody stops the framework. */
    void await() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops and waits at most so long; true if it has stopped. */
    boolean stop(long limitMillis) {
        try {
            framework.stop();
            return framework.waitForStop(limitMillis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            System.err.println("coral: " + e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
