// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.http;

import coral.core.http.Field;
import org.jspecify.annotations.Nullable;

/** A directory to add: the body of a request. Immutable. */
record FileSystemWish(
        @Field("Absolute path of the directory.") String directory,

        @Field(value = "1 to 32 of a-z A-Z 0-9 _ -; the directory's own name if it is missing.", optional = true)
        @Nullable
        String name,

        @Field(value = "Only checks.", optional = true) @Nullable
        Boolean dryRun) {
    FileSystemWish {
        if (!directory.startsWith("/") || directory.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "directory is not an absolute path; allowed is one that begins with '/'");
        }
    }

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
