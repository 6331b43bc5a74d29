// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.hsm.local.internal.registry.Rebuild;
import coral.hsm.local.internal.registry.Registry;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "rebuild", description = "Makes the catalogue again from the xattrs on the files.")
final class FsRebuild implements Callable<Integer> {
    private static final String WARNING = """
            What 'hsm set' and 'hsm clear' have changed since a file was last archived, released or restored is not
            in its xattr and may be forgotten now: look with 'hsm state' and set it again.
            """;

    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Parameters(
            paramLabel = "NAME",
            completionCandidates = FsCommands.Names.class,
            description = "As 'hsm fs ls' shows it.")
    private String name;

    @CommandLine.Option(names = "--dry-run", description = "Change nothing; only say what would be found.")
    private boolean dryRun;

    @CommandLine.Option(names = "--force", description = "Even if it has a catalogue; that is kept aside.")
    private boolean force;

    @CommandLine.Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    FsRebuild(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        Rebuild.Report report =
                dryRun ? registry.count(invocation.caller(), name) : registry.rebuild(invocation.caller(), name, force);
        if (!dryRun) {
            WARNING.lines().forEach(invocation.err()::println);
        }
        if (json) {
            invocation.out().println(Json.line(report));
            return 0;
        }
        invocation
                .out()
                .printf(
                        "%d files: %d with a copy, %d of them released, %d without a hint%n",
                        report.files(), report.copies(), report.released(), report.strangers());
        return 0;
    }
}
