// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.node.NodeState;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;

/** {@code coral log tail}: the last events of the log, and those to come. */
@Component(property = {Command.NAME + "=tail", Command.PARENT + "=log"})
public final class LogTailCommand implements Command {
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public LogTailCommand(@Reference NodeState node) {
        this.node = node;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Tail(Path.of(node.property("coral.home"), "log"), invocation);
    }

    @picocli.CommandLine.Command(name = "tail", description = "Shows the end of the node's log.")
    static final class Tail implements Callable<Integer> {
        private static final int MOST_LINES = 100_000;

        private final Path folder;
        private final Invocation invocation;

        @Option(
                names = {"-n", "--lines"},
                paramLabel = "N",
                defaultValue = "20",
                description = "The last N lines, 0 to 100000; 20 if not given.")
        private int lines;

        @Option(
                names = {"-f", "--follow"},
                description = "Go on with what is written later, until Ctrl-C.")
        private boolean follow;

        @Option(
                names = "--level",
                paramLabel = "LEVEL",
                defaultValue = "TRACE",
                description = "Only events of this level or worse: TRACE, DEBUG, INFO, WARN, ERROR.")
        private Level level;

        @Option(
                names = "--logger",
                paramLabel = "PREFIX",
                defaultValue = "",
                description = "Only events of this logger or those beneath it.")
        private String logger;

        Tail(Path folder, Invocation invocation) {
            this.folder = folder;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException, InterruptedException {
            NodeOwner.require(invocation.caller(), "read the node's log");
            if (lines < 0 || lines > MOST_LINES) {
                throw LogProblems.badNumber("--lines", lines, MOST_LINES).exception();
            }
            RolledFile log = new RolledFile(folder, "coral");
            Deque<String> last = new ArrayDeque<>();
            log.read(new LogFilter(level.name(), logger, line -> keep(last, line)));
            PrintWriter out = invocation.out();
            last.forEach(out::println);
            out.flush();
            if (follow) {
                log.follow(new LogFilter(level.name(), logger, out::println), out::flush);
            }
            return 0;
        }

        private void keep(Deque<String> last, String line) {
            last.addLast(line);
            if (last.size() > lines) {
                last.removeFirst();
            }
        }
    }
}
