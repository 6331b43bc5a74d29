// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.ErrnoExitCodes;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.util.Optional;
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
        return new Each(report) {
            @Override
            void work(Target target) {
                Optional<HsmRequest> request =
                        target.fileSystem().requests().current(target.file().fid());
                FileLine line = FileLine.of(target);
                report().result(
                                request.map(line::with).orElse(line),
                                target.shown() + ": "
                                        + request.map(ActionCommand::text).orElse("NOOP"));
            }
        };
    }

    private static String text(HsmRequest request) {
        return request.status() == RequestStatus.WAITING
                ? request.action() + " waiting (from 0 to EOF)"
                : request.action() + " running (" + request.bytesDone() + " bytes moved)";
    }
}
