// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coral.core.internal.node.NodeOwner;
import coral.core.internal.node.NodeState;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;

/** {@code coral audit}: who called what, and what came of it. */
@Component(property = {Command.NAME + "=audit", Command.PARENT + "=coral"})
public final class AuditCommand implements Command {
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public AuditCommand(@Reference NodeState node) {
        this.node = node;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Show(Path.of(node.property("coral.home"), "log"), Clock.systemUTC(), invocation);
    }

    @picocli.CommandLine.Command(
            name = "audit",
            description = {
                "Shows who called which command, from where, its exit code and how long it took;",
                "and who changed what by HTTP, or was refused there."
            })
    static final class Show implements Callable<Integer> {
        private static final int MOST = 100_000;
        private static final ObjectMapper JSON = new ObjectMapper();

        private final Path folder;
        private final Clock clock;
        private final Invocation invocation;
        private final Deque<String> last = new ArrayDeque<>();

        @Option(
                names = {"-n", "--lines"},
                paramLabel = "N",
                defaultValue = "20",
                description = "The last N that match, 0 to 100000; 20 if not given.")
        private int lines;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                defaultValue = "",
                description = "Not what is older: a time such as 2026-11-24T09:30:00Z, or a span such as 15m, 2h, 7d.")
        private String since;

        @Option(names = "--user", paramLabel = "USER", defaultValue = "", description = "Name or number of a user.")
        private String user;

        @Option(names = "--json", description = "A line of JSON each.")
        private boolean json;

        Show(Path folder, Clock clock, Invocation invocation) {
            this.folder = folder;
            this.clock = clock;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException {
            NodeOwner.require(invocation.caller(), "read the audit log");
            if (lines < 0 || lines > MOST) {
                throw LogProblems.badNumber("--lines", lines, MOST).exception();
            }
            String from = since.isEmpty() ? "" : Since.parse(since, clock).toString();
            new RolledFile(folder, "audit").read(line -> take(line, from));
            last.forEach(invocation.out()::println);
            return 0;
        }

        private void take(String line, String from) {
            JsonNode event;
            try {
                event = JSON.readTree(line);
            } catch (JsonProcessingException e) {
                return; // What a crash has torn.
            }
            if (event == null || !event.path("time").isTextual() || !matches(event, from)) {
                return;
            }
            last.addLast(json ? line : text(event));
            if (last.size() > lines) {
                last.removeFirst();
            }
        }

        private boolean matches(JsonNode event, String from) {
            boolean byUser = user.isEmpty()
                    || user.equals(event.path("user").asText())
                    || user.equals(event.path("uid").asText());
            return byUser && (from.isEmpty() || !isBefore(event.path("time").asText(), from));
        }

        private static boolean isBefore(String time, String from) {
            try {
                return Instant.parse(time).isBefore(Instant.parse(from));
            } catch (java.time.format.DateTimeParseException e) {
                return true;
            }
        }

        private static String text(JsonNode event) {
            String who = event.path("time").asText() + " " + event.path("user").asText("-") + " "
                    + event.path("origin").asText() + " ";
            if (event.has("request")) {
                return who + "from " + event.path("from").asText() + " by "
                        + event.path("token").asText("no token") + ", answered "
                        + event.path("status").asText()
                        + event.path("code").asText("").replaceFirst("^(?=.)", " ")
                        + ": " + event.path("request").asText();
            }
            return event.has("changed")
                    ? who + "changed " + event.path("changed").asText() + ": "
                            + event.path("before").asText() + " -> "
                            + event.path("after").asText()
                    : who + "exit " + event.path("exit").asText() + ", "
                            + event.path("millis").asText() + " ms: "
                            + event.path("command").asText();
        }
    }
}
