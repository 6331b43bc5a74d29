// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.hsm.local.internal.registry.Registry;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "remove", description = "Forgets a file system; its files and their copies stay.")
final class FsRemove implements Callable<Integer> {
    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Parameters(
            paramLabel = "NAME",
            completionCandidates = FsCommands.Names.class,
            description = "As 'hsm fs ls' shows it.")
    private String name;

    @CommandLine.Option(names = "--dry-run", description = "Change nothing; only say what would be forgotten.")
    private boolean dryRun;

    FsRemove(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        String forgotten = registry.remove(invocation.caller(), name, dryRun);
        invocation.out().println((dryRun ? "would forget " : "forgot ") + forgotten);
        return 0;
    }
}
