// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files to release: the body of a request. Immutable. */
record ReleaseWish(
        @Field("Absolute paths of files, 1 to 1000.") List<String> paths,

        @Field(value = "Only says what would be done.", optional = true) @Nullable
        Boolean dryRun) {}
