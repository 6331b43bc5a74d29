// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.hsm.local.internal.registry.Rebuild;
import coral.hsm.local.internal.registry.Registry;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "rebuild", description = "Makes the catalogue again from the xattrs on the files.")
final class FsRebuild implements Callable<Integer> {
    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Parameters(paramLabel = "NAME", description = "As 'hsm fs ls' shows it.")
    private String name;

    @CommandLine.Option(names = "--dry-run", description = "Change nothing; only say what would be found.")
    private boolean dryRun;

    FsRebuild(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        Rebuild.Report report = registry.rebuild(invocation.caller(), name, dryRun);
        invocation
                .out()
                .printf(
                        "%d files: %d with a copy, %d of them released, %d without a hint%n",
                        report.files(), report.copies(), report.released(), report.strangers());
        return 0;
    }
}
