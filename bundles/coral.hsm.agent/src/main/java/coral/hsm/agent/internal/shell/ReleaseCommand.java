// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.ErrnoExitCodes;
import coral.hsm.agent.internal.operation.FileWork;
import coral.hsm.agent.internal.operation.Target;
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
        return FileWork.release(dryRun).each(context().caller(), report);
    }
}
