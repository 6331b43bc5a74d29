// SPDX-License-Identifier: Apache-2.0
package coral.launch.man;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The distribution's bundles in a framework of this process, without HTTP. For one thread, one at a time. */
final class BuildNode implements AutoCloseable {
    private static final String PAGES = "coral.core.internal.man.ManPages";
    /** These lend their packages alone: a build opens no port, and has neither a log nor a configuration. */
    private static final List<String> NOT_STARTED = List.of(
            "org.apache.felix.http.jetty",
            "org.apache.felix.configurator",
            "org.ops4j.pax.logging.pax-logging-logback");

    private static final long STOP_MILLIS = 30_000;

    private final Framework framework;

    private BuildNode(Framework framework) {
        this.framework = framework;
    }

    static BuildNode start(Path home, List<Path> jars) throws BundleException, IOException {
        Files.createDirectories(home.resolve("deploy"));
        System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        System.setProperty("coral.home", home.toString()); // Not all rooms ask the framework.
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "coral.home", home.toString(),
                        "coral.socket", home.resolve("sock").toString(),
                        "org.osgi.framework.storage", home.resolve("cache").toString()));
        framework.init();
        BuildNode node = new BuildNode(framework);
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        framework.start();
        for (Bundle bundle : bundles) {
            if (NOT_STARTED.stream().noneMatch(bundle.getSymbolicName()::startsWith)) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return node;
    }

    /** The pages by name. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        ((Map<?, ?>) called(service(), "all"))
                .forEach((name, text) -> pages.put(String.valueOf(name), String.valueOf(text)));
        return pages;
    }

    private Object service() {
        BundleContext context = framework.getBundleContext();
        try {
            // All: the type is not exported.
            ServiceReference<?>[] found = context.getAllServiceReferences(PAGES, null);
            if (found != null) {
                return context.getService(found[0]);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException(PAGES + " is not there");
    }

    private static Object called(Object service, String method) {
        try {
            return service.getClass().getMethod(method).invoke(service);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(STOP_MILLIS);
    }
}
