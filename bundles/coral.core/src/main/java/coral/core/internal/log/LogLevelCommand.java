// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.shell.Audit;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.core.shell.Words;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral log level}: how much is logged, and by whom. */
@Component(property = {Command.NAME + "=level", Command.PARENT + "=log"})
public final class LogLevelCommand implements Command {
    private final LogLevels levels;

    /** Made by the component runtime. */
    @Activate
    public LogLevelCommand(@Reference LogLevels levels) {
        this.levels = levels;
    }

    @Override
    public Object create(Invocation invocation) {
        return CommandSpec.forAnnotatedObject(
                new Show(levels, invocation), Words.factory(new Loggers(levels, invocation)));
    }

    /** Those that have a level of their own, for those who may see them. */
    private static final class Loggers extends Words {
        Loggers(LogLevels levels, Invocation invocation) {
            super(() -> {
                NodeOwner.require(invocation.caller(), "see the levels of the log");
                return levels.set().keySet();
            });
        }
    }

    @picocli.CommandLine.Command(
            name = "level",
            description = {
                "Shows the levels that are set, or the one that holds for LOGGER, or changes it at once.",
                "A change lasts until the node is started again, unless --persist."
            })
    static final class Show implements Callable<Integer> {
        private final LogLevels levels;
        private final Invocation invocation;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "LOGGER",
                completionCandidates = Loggers.class,
                description = "Such as coral.hsm, which all beneath it inherit from; ROOT for all.")
        private @Nullable String logger;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "LEVEL",
                description = "TRACE, DEBUG, INFO, WARN, ERROR or OFF.")
        private @Nullable Level level;

        @Option(names = "--persist", description = "Write the change to conf/logback.xml of the home too.")
        private boolean persist;

        @Option(names = "--dry-run", description = "Change nothing; only say what would be changed.")
        private boolean dryRun;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        Show(LogLevels levels, Invocation invocation) {
            this.levels = levels;
            this.invocation = invocation;
        }

        /** What {@code --json} shows of one logger. */
        record One(
                String logger,
                Level level,
                @Nullable Level before,
                @Nullable Boolean persisted,
                @Nullable Boolean dryRun) {}

        @Override
        public Integer call() throws ProblemException, IOException, InterruptedException {
            NodeOwner.require(invocation.caller(), "see or change the levels of the log");
            if (logger == null) {
                all(levels.set());
                return 0;
            }
            if (!logger.matches("[a-zA-Z0-9._$-]{1,200}")) {
                throw LogProblems.badLogger(logger).exception();
            }
            String name = logger.toUpperCase(Locale.ROOT).equals(LogbackFile.ROOT) ? LogbackFile.ROOT : logger;
            Level before = LogLevels.effective(name);
            if (level == null) {
                show(new One(name, before, null, null, null), name + " " + before);
            } else {
                change(name, before, level);
            }
            return 0;
        }

        private void change(String name, Level before, Level after)
                throws ProblemException, IOException, InterruptedException {
            if (!dryRun) {
                levels.set(name, after, persist);
                Audit.changed(invocation.caller(), "log level " + name, before.name(), after.name());
            }
            String how = dryRun ? " would be changed" : persist ? " for good" : " until the node is started again";
            show(new One(name, after, before, persist, dryRun), name + " " + before + " -> " + after + how);
        }

        private void all(Map<String, Level> set) {
            if (json) {
                invocation
                        .out()
                        .println(Json.line(set.entrySet().stream()
                                .map(e -> new One(e.getKey(), e.getValue(), null, null, null))
                                .toList()));
            } else {
                set.forEach((name, own) -> invocation.out().println(name + " " + own));
            }
        }

        private void show(One one, String text) {
            invocation.out().println(json ? Json.line(one) : text);
        }
    }
}
