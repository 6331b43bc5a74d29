// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Field;
import coral.hsm.agent.internal.archive.ArchiveDraft;
import coral.hsm.model.ArchiveId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An archive to add: the body of a request. Immutable. */
record ArchiveWish(
        @Field("Archive id, 1 to 4294967295.") long id,
        @Field("Mover type, such as posix.") String type,

        @Field(value = "Workers, 1 to 256; 4 if it is missing.", optional = true) @Nullable
        Integer threads,

        @Field(value = "Keys of the mover type, such as root.", optional = true) @Nullable
        Map<String, String> options,

        @Field(value = "Take a place again that was an archive before.", optional = true) @Nullable
        Boolean adopt,

        @Field(value = "Only checks.", optional = true) @Nullable
        Boolean dryRun) {
    private static final int USUAL_THREADS = 4;

    ArchiveWish {
        Bodies.checkId(id);
        Bodies.checkThreads(threads);
        options = Bodies.options(options);
    }

    ArchiveDraft draft() {
        return new ArchiveDraft(
                new ArchiveId(id),
                type,
                threads == null ? USUAL_THREADS : threads,
                Bodies.options(options),
                Boolean.TRUE.equals(adopt));
    }
}
