// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Json;
import coral.hsm.agent.internal.operation.FileLine;
import coral.hsm.agent.internal.operation.StatusLine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hsm status}: file systems, archives and requests at a glance. */
@ErrnoExitCodes
@Command(name = "status", description = "Shows file systems, archives, and how many requests are in which state.")
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        StatusLine now = StatusLine.of(context.fileSystems(), context.agent());
        if (json) {
            context.invocation().out().println(Json.line(now));
        } else {
            print(now);
        }
        return context.archives()
                .problem()
                .map(problem -> problem.errno().number())
                .orElse(0);
    }

    private void print(StatusLine now) {
        context.invocation().out().println(fileSystems(now.fileSystems()));
        // Which archives there are is not known otherwise.
        if (now.problem() == null || !now.archives().isEmpty()) {
            context.invocation().out().println(archives(now.archives()));
        }
        now.unserved().forEach(u -> context.invocation().out().println(u));
        context.archives()
                .problem()
                .ifPresent(problem -> context.invocation().err().println("hsm: " + problem.text()));
    }

    private static String fileSystems(List<StatusLine.OfFileSystem> lines) {
        if (lines.isEmpty()) {
            return "no file system; add one with 'hsm fs add DIR'";
        }
        Table table = new Table().row("FILE SYSTEM", "ROOT", "WAITING", "STARTED", "SUCCEEDED", "FAILED", "CANCELED");
        lines.forEach(l -> table.row(
                l.name(),
                Names.printable(l.root()),
                l.waiting(),
                l.started(),
                l.succeeded(),
                l.failed(),
                l.canceled()));
        return table.toString();
    }

    private static String archives(List<StatusLine.OfArchive> archives) {
        if (archives.isEmpty()) {
            return "no archive; add one with 'hsm archives add ID --type TYPE'";
        }
        Table table =
                new Table().row("ARCHIVE", "TYPE", "THREADS", "QUEUED", "ACTIVE", "DONE", "FAILED", "BYTES", "STATE");
        archives.stream().map(StatusCommand::row).forEach(table::row);
        return table.toString();
    }

    private static Object[] row(StatusLine.OfArchive l) {
        FileLine.ProblemLine offline = l.offline();
        String state = offline == null ? "online" : "offline: " + offline.text();
        return new Object[] {
            l.id(), l.type(), l.threads(), l.queued(), l.active(), l.done(), l.failed(), l.bytes(), state
        };
    }
}
