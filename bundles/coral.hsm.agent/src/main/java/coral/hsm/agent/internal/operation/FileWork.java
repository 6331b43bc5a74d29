// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.StateChange;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import java.util.Optional;

/** What is done with one file at once. Safe for use by many threads. */
@FunctionalInterface
public interface FileWork {
    /** Does it with the caller's rights. */
    FileResult on(Caller caller, Target target) throws ProblemException;

    /** Shows the file's flags. */
    static FileWork state() {
        return (caller, target) -> {
            HsmState state =
                    target.fileSystem().files().state(caller, target.file().fid());
            return FileResult.good(FileLine.of(target).with(state), target.shown() + ": " + state);
        };
    }

    /** Shows the live request of the file. */
    static FileWork action() {
        return (caller, target) -> {
            Optional<HsmRequest> request =
                    target.fileSystem().requests().current(target.file().fid());
            FileLine line = FileLine.of(target);
            return FileResult.good(
                    request.map(line::with).orElse(line),
                    target.shown() + ": " + request.map(FileWork::text).orElse("NOOP"));
        };
    }

    private static String text(HsmRequest request) {
        return request.status() == RequestStatus.WAITING
                ? request.action() + " waiting (from 0 to EOF)"
                : request.action() + " running (" + request.bytesDone() + " bytes moved)";
    }

    /** Sets and clears flags. */
    static FileWork change(StateChange change) {
        return (caller, target) -> {
            HsmState state =
                    target.fileSystem().files().change(caller, target.file().fid(), change);
            return FileResult.good(
                    FileLine.of(target).with(state), change.dryRun() ? target.shown() + ": would be " + state : "");
        };
    }

    /** Gives the file's space back. */
    static FileWork release(boolean dryRun) {
        return (caller, target) -> {
            long bytes =
                    target.fileSystem().files().release(caller, target.file().fid(), dryRun);
            return FileResult.good(
                    FileLine.of(target).released(dryRun ? "possible" : "done", bytes),
                    dryRun ? target.shown() + ": would be released (" + bytes + " bytes)" : "");
        };
    }

    /** Does this with each file as it is found; one that fails does not hinder those after it. */
    default Target.Sink each(Caller caller, FileResult.Sink results) {
        return new Target.Sink() {
            @Override
            public void file(Target target) {
                FileResult result;
                try {
                    result = on(caller, target);
                } catch (ProblemException e) {
                    result = FileResult.bad(FileLine.of(target), e.problem());
                }
                results.result(result);
            }

            @Override
            public void failed(String shown, coral.core.problem.Problem problem) {
                results.result(FileResult.bad(FileLine.of(shown), problem));
            }
        };
    }
}
