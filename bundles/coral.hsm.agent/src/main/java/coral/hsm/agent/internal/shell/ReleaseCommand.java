// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hsm release}: gives the space of archived files back. */
@ErrnoExitCodes
@Command(name = "release", description = "Gives the space of archived files back; their data stays in the archive.")
final class ReleaseCommand extends FileCommand {
    @Mixin
    private PathArguments.LikeLfs paths;

    @Option(names = "--dry-run", description = "Change nothing; only say what would be done.")
    private boolean dryRun;

    ReleaseCommand(Context context) {
        super(context);
        paths = new PathArguments.LikeLfs();
    }

    @Override
    PathArguments paths() {
        return paths;
    }

    @Override
    Target.Sink sink(Report report) {
        return new Each(report) {
            @Override
            void work(Target target) throws ProblemException {
                long bytes = target.fileSystem()
                        .files()
                        .release(context().caller(), target.file().fid(), dryRun);
                report().result(
                                FileLine.of(target).released(dryRun ? "possible" : "done", bytes),
                                dryRun ? target.shown() + ": would be released (" + bytes + " bytes)" : "");
            }
        };
    }
}
