// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.hsm.local.internal.registry.AddedLine;
import coral.hsm.local.internal.registry.Registration;
import coral.hsm.local.internal.registry.Registry;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(name = "add", description = "Adds a directory on ext4 or xfs.")
final class FsAdd implements Callable<Integer> {
    private static final String WARNING = """
            While a file is released its data is in the archive only and its permission bits are withheld,
            so that nobody reads zeros for data. Root and the file's owner are not held back by that:
            root can read and write a released file, its owner can give it permissions again.
            Use 'hsm restore' first.
            """;

    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Parameters(paramLabel = "DIR", description = "The directory; no other file system may lie in it.")
    private String directory;

    @CommandLine.Option(
            names = "--name",
            paramLabel = "NAME",
            description = "1 to 32 of a-z A-Z 0-9 _ -; the directory's own name if not given.")
    private @Nullable String name;

    @CommandLine.Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @CommandLine.Option(names = "--dry-run", description = "Change nothing; only check.")
    private boolean dryRun;

    FsAdd(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        Registration added =
                registry.add(invocation.caller(), invocation.absolute(directory), Optional.ofNullable(name), dryRun);
        String what = Names.printable(added.path()) + (dryRun ? " would be added" : "");
        invocation.out().println(json ? Json.line(AddedLine.of(added)) : added.name() + ": " + what);
        WARNING.lines().forEach(invocation.err()::println);
        return 0;
    }
}
