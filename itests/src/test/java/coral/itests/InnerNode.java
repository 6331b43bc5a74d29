// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Bundles of the distribution in a framework of this very process, so that a test can look inside. One at a time. */
final class InnerNode implements AutoCloseable {
    private static final String COMPONENTS = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final int SATISFIED_LEAST = 4;
    private static final int FAILED = 16;

    private final Framework framework;

    private InnerNode(Framework framework) {
        this.framework = framework;
    }

    /** All but the rooms, and of the rooms those that are wanted. */
    static InnerNode start(Path home, Predicate<String> rooms) throws BundleException, IOException {
        Files.createDirectories(home.resolve("deploy"));
        // Rooms that have not moved to the framework's properties ask the system's.
        System.setProperty("coral.home", home.toString());
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "coral.home", home.toString(),
                        "coral.socket", home.resolve("sock").toString(),
                        "org.osgi.framework.storage", home.resolve("cache").toString()));
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars()) {
            String name = String.valueOf(jar.getFileName()).replaceFirst("-[0-9.]+\\.jar$", "");
            if (!name.startsWith("coral.") || rooms.test(name)) {
                bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
            }
        }
        framework.start();
        for (Bundle bundle : bundles) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
        return new InnerNode(framework);
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(TestNode.DIST.resolve("bundles"), 2)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Bundles that do not run though nothing keeps them from it. */
    List<String> notActive() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    /** Components of rooms, with what each lacks, that are not satisfied or have failed. */
    List<String> waiting() throws ReflectiveOperationException, InvalidSyntaxException {
        // All: this context's own class of that name is another one than the bundles'.
        ServiceReference<?>[] references = context().getAllServiceReferences(COMPONENTS, null);
        Object runtime = context().getService(references[0]);
        Class<?> type = runtime.getClass().getClassLoader().loadClass(COMPONENTS);
        Iterable<?> descriptions = (Iterable<?>)
                type.getMethod("getComponentDescriptionDTOs", Bundle[].class).invoke(runtime, (Object) new Bundle[0]);
        List<String> waiting = new ArrayList<>();
        for (Object description : descriptions) {
            String name = String.valueOf(field(description, "name"));
            if (name.startsWith("coral.")) {
                Iterable<?> configurations =
                        (Iterable<?>) type.getMethod("getComponentConfigurationDTOs", description.getClass())
                                .invoke(runtime, description);
                for (Object each : configurations) {
                    int state = (Integer) field(each, "state");
                    if (state < SATISFIED_LEAST || state == FAILED) {
                        Object[] lacking = (Object[]) field(each, "unsatisfiedReferences");
                        waiting.add(name + " in state " + state + " lacks " + Arrays.toString(lacking));
                    }
                }
            }
        }
        return waiting;
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(30_000);
        System.clearProperty("coral.home");
    }
}
