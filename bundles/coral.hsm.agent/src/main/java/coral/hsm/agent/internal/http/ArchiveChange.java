// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Field;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Keys of an archive to change: the body of a request. Immutable. */
record ArchiveChange(
        @Field(value = "Workers, 1 to 256.", optional = true) @Nullable
        Integer threads,

        @Field(value = "Keys of the mover type; those not named stay.", optional = true) @Nullable
        Map<String, String> options,

        @Field(value = "Only checks.", optional = true) @Nullable
        Boolean dryRun) {
    ArchiveChange {
        Bodies.checkThreads(threads);
        options = Bodies.options(options);
        if (threads == null && options.isEmpty()) {
            throw new IllegalArgumentException("threads and options are missing; there is nothing to change");
        }
    }

    OptionalInt workers() {
        return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
    }
}
