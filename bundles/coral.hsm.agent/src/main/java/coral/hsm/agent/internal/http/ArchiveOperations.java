// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Method;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Role;
import coral.core.http.Slice;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.ArchiveLine;
import coral.hsm.agent.internal.operation.Archives;
import coral.hsm.model.ArchiveId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /archives}: which there are, and changes of them. Immutable. */
record ArchiveOperations(Archives archives) {
    private static final int MOST_CHANGES = 2;
    private static final Parameter ID =
            Parameter.path("id", Parameter.Type.INTEGER, "Archive id.").between(1, Bodies.MOST_ID);

    /** A part of the list. */
    record Listed(
            List<ArchiveLine> archives,

            @Field(value = "What 'cursor' is for the archives after these.", optional = true) @Nullable
            String next) {}

    /** What became of an archive: added, unchanged, changed, removed, or possible in a dry run. */
    record Became(long id, String result) {}

    List<Operation> all() {
        Turns turns = new Turns(MOST_CHANGES);
        return List.of(
                Operation.get(
                                "/archives",
                                "Lists archives with their configuration.",
                                Content.of(Listed.class),
                                this::list)
                        .inSlices(),
                Operation.post(
                                "/archives",
                                "Adds an archive and marks its place as this archive's.",
                                Content.of(Became.class),
                                turns.bound(this::add))
                        .taking(ArchiveWish.class)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN),
                Operation.of(
                                Method.PATCH,
                                "/archives/{id}",
                                "Changes keys of an archive; the others stay.",
                                Content.of(Became.class),
                                turns.bound(this::set))
                        .taking(ArchiveChange.class)
                        .with(ID)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN),
                Operation.delete(
                                "/archives/{id}",
                                "Forgets an archive; what lies in its place stays.",
                                Content.of(Became.class),
                                turns.bound(this::remove))
                        .with(ID)
                        .with(Parameter.DRY_RUN)
                        .only(Role.ADMIN));
    }

    private Answer add(ApiRequest request) throws ProblemException {
        ArchiveWish wish = request.body(ArchiveWish.class);
        boolean dry = Bodies.isDry(request, wish.dryRun());
        boolean fresh = archives.add(request.caller(), wish.draft(), dry);
        return became(new ArchiveId(wish.id()), fresh ? "added" : "unchanged", dry && fresh);
    }

    private Answer set(ApiRequest request) throws ProblemException {
        ArchiveChange change = request.body(ArchiveChange.class);
        boolean dry = Bodies.isDry(request, change.dryRun());
        ArchiveId id = id(request);
        archives.set(request.caller(), id, change.workers(), Bodies.options(change.options()), dry);
        return became(id, "changed", dry);
    }

    private Answer remove(ApiRequest request) throws ProblemException {
        ArchiveId id = id(request);
        archives.remove(request.caller(), id, request.isDryRun());
        return became(id, "removed", request.isDryRun());
    }

    private static ArchiveId id(ApiRequest request) {
        return new ArchiveId(request.number(ID.name()));
    }

    private static Answer became(ArchiveId id, String result, boolean dry) {
        return Answer.of(new Became(id.number(), dry ? "possible" : result));
    }

    private Answer list(ApiRequest request) throws ProblemException {
        Optional<Problem> problem = archives.problem();
        if (problem.isPresent()) {
            throw problem.get().exception();
        }
        // Shorter numbers are smaller ones.
        Comparator<String> byNumber = Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
        Slice<ArchiveLine> part =
                request.window().of(archives.lines().stream(), archive -> Long.toString(archive.id()), byNumber);
        return Answer.of(new Listed(part.items(), part.next()));
    }
}
