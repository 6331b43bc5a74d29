// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Window;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.Archives;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.agent.internal.operation.Submitter;
import coral.hsm.filesystem.HsmFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /requests}: what coordinators have recorded, and what is asked of them. Immutable. */
record RequestOperations(FileSystems fileSystems, Archives archives) {
    private static final int MOST_CHANGES = 8;
    private static final Parameter FILE_SYSTEM =
            Parameter.query("fileSystem", Parameter.Type.TEXT, "Only those of this file system.");
    private static final Parameter ALL = Parameter.query(
                    "all", Parameter.Type.BOOLEAN, "Those that have ended as well.")
            .otherwise("false");

    /** A part of the list. */
    record Listed(
            List<RequestLine> requests,

            @Field(value = "What 'cursor' is for the requests after these.", optional = true) @Nullable
            String next) {}

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/requests",
                                "Lists requests, by file system and in the order they were made.",
                                Content.of(Listed.class),
                                this::list)
                        .with(FILE_SYSTEM)
                        .with(ALL)
                        .inSlices(),
                Operation.post(
                                "/requests",
                                "Asks for files to be archived, restored, removed from the archive, or for what is"
                                        + " asked to be given up.",
                                Content.of(Results.class),
                                new Turns(MOST_CHANGES).bound(this::submit))
                        .taking(RequestWish.class)
                        .with(Parameter.DRY_RUN));
    }

    private Answer submit(ApiRequest request) throws ProblemException, InterruptedException {
        RequestWish asked = request.body(RequestWish.class);
        Submitter.Wish wish = asked.wish(Bodies.isDry(request, asked.dryRun()));
        archives.requireKnown(wish.archive());
        return Answer.of(new Results(new Paths(fileSystems, request.caller(), asked.paths())
                .all(results -> new Submitter(request.caller(), wish, results, null))));
    }

    private Answer list(ApiRequest request) throws ProblemException {
        Optional<String> wanted = request.find(FILE_SYSTEM.name());
        List<HsmFileSystem> from = wanted.isEmpty() ? fileSystems.all() : List.of(fileSystems.named(wanted.get()));
        Window window = request.window();
        RequestCursor cursor = RequestCursor.of(window.after());
        // One more than wanted tells whether there are more.
        List<RequestLine> lines = new ArrayList<>();
        for (HsmFileSystem each : from) {
            int order = each.name().compareTo(cursor.fileSystem());
            int most = window.limit() + 1 - lines.size();
            if (order >= 0 && most > 0) {
                lines.addAll(RequestLine.page(each, order == 0 ? cursor.from() : 1, request.flag(ALL.name()), most));
            }
        }
        if (lines.size() <= window.limit()) {
            return Answer.of(new Listed(lines, null));
        }
        List<RequestLine> part = List.copyOf(lines.subList(0, window.limit()));
        return Answer.of(new Listed(part, RequestCursor.after(part.get(part.size() - 1))));
    }
}
