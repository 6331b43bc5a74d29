// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Field;
import org.jspecify.annotations.Nullable;

/** A token as it is shown, without what it is. */
record TokenView(
        String name,
        @Field("reader, operator or admin") String role,
        @Field("Unix user that it acts as") String user,
        String created,

        @Field(value = "Missing: never.", optional = true) @Nullable
        String expires) {
    static TokenView of(Token token) {
        return new TokenView(
                token.name(),
                token.role().word(),
                token.user(),
                token.created().toString(),
                token.expires() == null ? null : token.expires().toString());
    }
}
