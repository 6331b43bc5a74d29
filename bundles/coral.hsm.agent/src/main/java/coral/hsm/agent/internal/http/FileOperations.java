// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Method;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.FileLine;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.FileWork;
import java.util.List;

/** {@code /files}, {@code /actions}, {@code /release}: single files. Immutable. */
record FileOperations(FileSystems fileSystems) {
    private static final int MOST_CHANGES = 4;
    private static final Parameter PATH = Parameter.query(
                    "path", Parameter.Type.NAME, "Absolute path of a file, as the node sees it.")
            .needed()
            .many();

    /** One line for each path. */
    record Shown(List<FileLine> files) {}

    /** One line for each path. */
    record UnderWay(List<FileLine> actions) {}

    List<Operation> all() {
        Turns turns = new Turns(MOST_CHANGES);
        return List.of(
                Operation.get("/files", "Shows the HSM state of files.", Content.of(Shown.class), this::state)
                        .with(PATH),
                Operation.get(
                                "/actions",
                                "Shows what is asked or under way for files.",
                                Content.of(UnderWay.class),
                                this::action)
                        .with(PATH),
                Operation.of(
                                Method.PATCH,
                                "/files",
                                "Sets and clears HSM flags of files.",
                                Content.of(Results.class),
                                turns.bound(this::change))
                        .taking(FlagWish.class)
                        .with(Parameter.DRY_RUN),
                Operation.post(
                                "/release",
                                "Gives the space of archived files back; their data stays in the archive.",
                                Content.of(Results.class),
                                turns.bound(this::release))
                        .taking(ReleaseWish.class)
                        .with(Parameter.DRY_RUN));
    }

    private Answer change(ApiRequest request) throws ProblemException, InterruptedException {
        FlagWish wish = request.body(FlagWish.class);
        FileWork work = FileWork.change(wish.change(Bodies.isDry(request, wish.dryRun())));
        return Answer.of(new Results(new Paths(fileSystems, request.caller(), wish.paths()).each(work)));
    }

    private Answer release(ApiRequest request) throws ProblemException, InterruptedException {
        ReleaseWish wish = request.body(ReleaseWish.class);
        FileWork work = FileWork.release(Bodies.isDry(request, wish.dryRun()));
        return Answer.of(new Results(new Paths(fileSystems, request.caller(), wish.paths()).each(work)));
    }

    private Answer state(ApiRequest request) throws ProblemException, InterruptedException {
        return Answer.of(new Shown(paths(request).each(FileWork.state())));
    }

    private Answer action(ApiRequest request) throws ProblemException, InterruptedException {
        return Answer.of(new UnderWay(paths(request).each(FileWork.action())));
    }

    private Paths paths(ApiRequest request) throws ProblemException {
        return new Paths(fileSystems, request.caller(), request.all(PATH.name()));
    }
}
