// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.FileLine;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.FileWork;
import java.util.List;

/** {@code /files}, {@code /actions}: single files. Immutable. */
record FileOperations(FileSystems fileSystems) {
    private static final Parameter PATH = Parameter.query(
                    "path", Parameter.Type.NAME, "Absolute path of a file, as the node sees it.")
            .needed()
            .many();

    /** One line for each path. */
    record Shown(List<FileLine> files) {}

    /** One line for each path. */
    record UnderWay(List<FileLine> actions) {}

    List<Operation> all() {
        return List.of(
                Operation.get("/files", "Shows the HSM state of files.", Content.of(Shown.class), this::state)
                        .with(PATH),
                Operation.get(
                                "/actions",
                                "Shows what is asked or under way for files.",
                                Content.of(UnderWay.class),
                                this::action)
                        .with(PATH));
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
