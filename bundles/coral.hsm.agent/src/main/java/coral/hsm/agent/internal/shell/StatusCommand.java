// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Json;
import coral.hsm.agent.internal.node.ArchiveStatus;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.HsmRequests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    /** All of it, in JSON. */
    record StatusLine(
            List<FileSystemLine> fileSystems,
            List<ArchiveLine> archives,
            List<Unserved> unserved,
            FileLine.@Nullable ProblemLine problem) {}

    /** A file system with the numbers of its requests. */
    record FileSystemLine(
            String name, String root, long waiting, long started, long succeeded, long failed, long canceled) {
        static FileSystemLine of(HsmFileSystem fileSystem) {
            HsmRequests.Counts n = fileSystem.requests().counts();
            return new FileSystemLine(
                    fileSystem.name(),
                    fileSystem.root(),
                    n.waiting(),
                    n.started(),
                    n.succeeded(),
                    n.failed(),
                    n.canceled());
        }
    }

    /** An archive with what became of its actions. */
    record ArchiveLine(
            long id,
            String type,
            int threads,
            boolean online,
            FileLine.@Nullable ProblemLine offline,
            int queued,
            long active,
            long done,
            long failed,
            Map<String, Long> failedByErrno,
            long canceled,
            long bytes,
            @Nullable String lastError) {
        static ArchiveLine of(ArchiveStatus status) {
            Map<String, Long> failed = new TreeMap<>();
            status.counts().failed().forEach((errno, n) -> failed.put(errno.name(), n));
            return new ArchiveLine(
                    status.config().id().number(),
                    status.config().type(),
                    status.config().threads(),
                    status.offline().isEmpty(),
                    status.offline().map(FileLine.ProblemLine::of).orElse(null),
                    status.queued(),
                    status.counts().active(),
                    status.counts().done(),
                    status.counts().failures(),
                    failed,
                    status.counts().canceled(),
                    status.counts().bytes(),
                    status.counts().lastError().orElse(null));
        }
    }

    @Override
    public Integer call() {
        List<FileSystemLine> fileSystems =
                context.fileSystems().all().stream().map(FileSystemLine::of).toList();
        List<ArchiveStatus> archives = context.agent().archives();
        List<Unserved> unserved = Unserved.among(context.fileSystems().all(), archives);
        @Nullable Problem problem = context.agent().registry().problem().orElse(null);
        if (json) {
            context.invocation()
                    .out()
                    .println(Json.line(new StatusLine(
                            fileSystems,
                            archives.stream().map(ArchiveLine::of).toList(),
                            unserved,
                            problem == null ? null : FileLine.ProblemLine.of(problem))));
        } else {
            context.invocation().out().println(fileSystems(fileSystems));
            if (problem == null || !archives.isEmpty()) { // Which archives there are is not known otherwise.
                context.invocation().out().println(archives(archives));
            }
            unserved.forEach(u -> context.invocation().out().println(u));
            if (problem != null) {
                context.invocation().err().println("hsm: " + problem.text());
            }
        }
        return problem == null ? 0 : problem.errno().number();
    }

    private static String fileSystems(List<FileSystemLine> lines) {
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

    private static String archives(List<ArchiveStatus> archives) {
        if (archives.isEmpty()) {
            return "no archive; add one with 'hsm archives add ID --type TYPE'";
        }
        Table table =
                new Table().row("ARCHIVE", "TYPE", "THREADS", "QUEUED", "ACTIVE", "DONE", "FAILED", "BYTES", "STATE");
        archives.stream().map(a -> row(a, ArchiveLine.of(a))).forEach(table::row);
        return table.toString();
    }

    private static Object[] row(ArchiveStatus archive, ArchiveLine l) {
        String state = archive.offline().map(p -> "offline: " + p.text()).orElse("online");
        return new Object[] {
            l.id(), l.type(), l.threads(), l.queued(), l.active(), l.done(), l.failed(), l.bytes(), state
        };
    }
}
