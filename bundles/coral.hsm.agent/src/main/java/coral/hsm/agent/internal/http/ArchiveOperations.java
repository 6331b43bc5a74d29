// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Operation;
import coral.core.http.Slice;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.ArchiveLine;
import coral.hsm.agent.internal.operation.Archives;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /archives}: which there are. Immutable. */
record ArchiveOperations(Archives archives) {
    /** A part of the list. */
    record Listed(
            List<ArchiveLine> archives,

            @Field(value = "What 'cursor' is for the archives after these.", optional = true) @Nullable
            String next) {}

    List<Operation> all() {
        return List.of(Operation.get(
                        "/archives", "Lists archives with their configuration.", Content.of(Listed.class), this::list)
                .inSlices());
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
