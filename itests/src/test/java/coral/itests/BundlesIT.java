// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import coral.core.shell.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import picocli.CommandLine.Model.CommandSpec;

/** The distribution's bundles together in Felix. Runs inside, where only JUnit 4 is. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundlesIT {
    @Inject
    private BundleContext context;

    @Inject
    private CommandProcessor gogo;

    /** All bundles of the distribution, with its start levels. */
    @Configuration
    public Option[] configuration() throws IOException {
        return new Option[] {
            junitBundles(),
            systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
            systemProperty("coral.home")
                    .value(Files.createTempDirectory("coral-bundles").toString()),
            systemProperty("org.apache.felix.http.host").value("127.0.0.1"),
            systemProperty("org.osgi.service.http.port").value("0"),
            frameworkStartLevel(100),
            composite(bundles())
        };
    }

    private static Option[] bundles() throws IOException {
        Path folder = Path.of(System.getProperty("coral.dist"), "bundles");
        try (Stream<Path> jars = Files.walk(folder, 2)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .map(jar -> bundle(jar.toUri().toString()).startLevel(level(folder, jar)))
                    .toArray(Option[]::new);
        }
    }

    private static int level(Path folder, Path jar) {
        return Integer.parseInt(folder.relativize(jar).getName(0).toString());
    }

    @Test
    public void everyBundle_isActive() {
        List<String> coral = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("coral."))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();

        assertEquals(List.of(), coral);
    }

    @Test
    public void command_isAGogoFunction_asLongAsItIsRegistered() throws Exception {
        ServiceRegistration<Command> registration =
                context.registerService(Command.class, BundlesIT::hello, named("hello"));

        assertEquals("hello, gogo\n", gogo("hello"));

        registration.unregister();
        assertThrows(CommandNotFoundException.class, () -> gogo("hello"));
    }

    private static Object hello(coral.core.shell.Invocation invocation) {
        return CommandSpec.wrapWithoutInspection(
                (Runnable) () -> invocation.out().println("hello, gogo"));
    }

    private static Dictionary<String, Object> named(String name) {
        return FrameworkUtil.asDictionary(Map.of(Command.NAME, name));
    }

    private String gogo(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CommandSession session = gogo.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
