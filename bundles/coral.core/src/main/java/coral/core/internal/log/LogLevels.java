// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.internal.node.NodeState;
import coral.core.internal.poll.Poll;
import coral.core.problem.ProblemException;
import coral.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The levels of loggers in the running node. Safe for use by many threads. */
@Component(service = LogLevels.class)
public final class LogLevels {
    private static final String PID = "org.ops4j.pax.logging";
    private static final String FILE = "org.ops4j.pax.logging.logback.config.file";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ConfigurationAdmin configurations;
    private final Path home;

    /** Made by the component runtime. */
    @Activate
    public LogLevels(@Reference ConfigurationAdmin configurations, @Reference NodeState node) {
        this.configurations = configurations;
        this.home = Path.of(node.property("coral.home"));
    }

    /** Loggers that have a level of their own. */
    Map<String, Level> set() throws ProblemException, IOException {
        return LogbackFile.read(current()).levels();
    }

    /** The level that holds for a logger, its own or inherited. */
    static Level effective(String logger) {
        Logger asked = LoggerFactory.getLogger(logger);
        if (asked.isTraceEnabled()) {
            return Level.TRACE;
        } else if (asked.isDebugEnabled()) {
            return Level.DEBUG;
        } else if (asked.isInfoEnabled()) {
            return Level.INFO;
        } else if (asked.isWarnEnabled()) {
            return Level.WARN;
        }
        return asked.isErrorEnabled() ? Level.ERROR : Level.OFF;
    }

    /**
     * Changes the level of a logger at once and waits until it holds. It lasts until the node is started again.
     *
     * @param persist writes it to the home's conf/logback.xml too, durably, where every later start finds it
     */
    synchronized void set(String logger, Level level, boolean persist)
            throws ProblemException, IOException, InterruptedException {
        LogbackFile file = LogbackFile.read(current());
        file.set(logger, level);
        Path live = home.resolve("data/coral.core/logback.xml");
        Files.createDirectories(live.getParent());
        WholeFile.replace(live, file.bytes(), 0600);
        if (persist) {
            WholeFile.replace(home.resolve("conf/logback.xml"), file.bytes(), 0640);
        }
        Configuration configuration = configurations.getConfiguration(PID, null);
        Dictionary<String, Object> properties = configuration.getProperties();
        Map<String, Object> changed = new HashMap<>(properties == null ? Map.of() : FrameworkUtil.asMap(properties));
        changed.put(FILE, live.toString());
        configuration.update(FrameworkUtil.asDictionary(changed));
        await(logger, level);
    }

    private static void await(String logger, Level level) throws ProblemException, InterruptedException {
        if (!Poll.until(() -> effective(logger) == level, LIMIT)) {
            throw LogProblems.notTaken(logger, level).exception();
        }
    }

    private Path current() throws IOException {
        Dictionary<String, Object> properties =
                configurations.getConfiguration(PID, null).getProperties();
        Object file = properties == null ? null : properties.get(FILE);
        return file == null ? home.resolve("conf/logback.xml") : Path.of(file.toString());
    }
}
