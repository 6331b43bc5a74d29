// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Role;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token. Immutable.
 *
 * @param name by which it is revoked: letters, digits, {@code .}, {@code _} and {@code -}
 * @param role what it allows
 * @param user the Unix user that it acts as
 * @param sha256 of the token, in hexadecimal
 * @param created when it was made
 * @param expires when it ends; null for never
 */
record Token(
        String name,
        Role role,
        String user,
        String sha256,
        Instant created,
        @Nullable Instant expires) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    Token {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a token's name: '" + name
                    + "'; it has 1 to 64 letters, digits, '.', '_' or '-' and begins with a letter or digit");
        }
        if (!SHA_256.matcher(sha256).matches() || user.isEmpty()) {
            throw new IllegalArgumentException("not a token: " + name);
        }
    }

    boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
