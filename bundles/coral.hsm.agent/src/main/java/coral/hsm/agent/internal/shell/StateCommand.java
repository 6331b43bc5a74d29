// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.ErrnoExitCodes;
import coral.hsm.agent.internal.operation.FileWork;
import coral.hsm.agent.internal.operation.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hsm state}: the flags of files, as lfs hsm_state prints them. */
@ErrnoExitCodes
@Command(name = "state", description = "Shows the HSM state of files.")
final class StateCommand extends FileCommand {
    @Mixin
    private PathArguments.LikeLfs paths;

    StateCommand(Context context) {
        super(context);
        paths = new PathArguments.LikeLfs();
    }

    @Override
    PathArguments paths() {
        return paths;
    }

    @Override
    Target.Sink sink(Report report) {
        return FileWork.state().each(context().caller(), report);
    }
}
