// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.posix.Names;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.hsm.local.internal.registry.FileSystemLine;
import coral.hsm.local.internal.registry.Registry;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Override
    public Integer call() {
        List<FileSystemLine> lines =
                registry.list().stream().map(FileSystemLine::of).toList();
        for (FileSystemLine line : lines) {
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
}
