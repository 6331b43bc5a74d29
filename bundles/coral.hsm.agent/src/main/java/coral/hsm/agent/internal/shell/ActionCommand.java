// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.ErrnoExitCodes;
import coral.hsm.agent.internal.operation.FileWork;
import coral.hsm.agent.internal.operation.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hsm action}: what is under way for files, as lfs hsm_action prints it. */
@ErrnoExitCodes
@Command(name = "action", description = "Shows what is asked or under way for files.")
final class ActionCommand extends FileCommand {
    @Mixin
    private PathArguments.LikeLfs paths;

    ActionCommand(Context context) {
        super(context);
        paths = new PathArguments.LikeLfs();
    }

    @Override
    PathArguments paths() {
        return paths;
    }

    @Override
    Target.Sink sink(Report report) {
        return FileWork.action().each(context().caller(), report);
    }
}
