// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.registry.OpenFileSystem;
import coral.hsm.local.internal.registry.Registry;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(name = "ls", description = "Lists the file systems of this node.")
final class FsLs implements Callable<Integer> {
    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    FsLs(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    /** One file system as JSON shows it. */
    record Line(
            String name,
            String root,
            String profile,
            boolean online,
            @Nullable Long copies,
            @Nullable Long released,
            @Nullable String offline) {}

    @Override
    public Integer call() {
        List<Line> lines = registry.list().stream().map(FsLs::line).toList();
        for (Line line : lines) {
            if (json) {
                invocation.out().println(Json.line(line));
                continue;
            }
            String state = line.online() ? line.copies() + " copies, " + line.released() + " released" : "offline";
            invocation.out().printf("%-16s %s (%s)%n", line.name(), Names.printable(line.root()), state);
            if (line.offline() != null) {
                invocation.err().println(line.offline());
            }
        }
        return 0;
    }

    private static Line line(OpenFileSystem each) {
        LocalFileSystem open = each.fileSystem();
        Problem offline = each.offline();
        return new Line(
                each.registration().name(),
                each.registration().path(),
                "explicit",
                open != null,
                open == null ? null : open.copies(),
                open == null ? null : open.released(),
                offline == null ? null : offline.text());
    }
}
