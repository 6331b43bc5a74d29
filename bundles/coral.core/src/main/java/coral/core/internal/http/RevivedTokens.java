// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens that a restore has made valid again: those of the backup that the home did not know any more. */
public final class RevivedTokens {
    private RevivedTokens() {}

    /**
     * Names of the tokens that are valid in {@code after} and were not in {@code before}, in the order of the file.
     *
     * @param before the folder {@code data} as it was; what cannot be read there knew no token
     * @param after the folder {@code data} as it is now
     */
    public static List<String> names(Path before, Path after, Clock clock) {
        Set<String> known = new HashSet<>();
        read(before).forEach(token -> known.add(token.sha256()));
        return read(after).stream()
                .filter(token -> !known.contains(token.sha256()) && !token.isOver(clock.instant()))
                .map(Token::name)
                .toList();
    }

    private static List<Token> read(Path data) {
        try {
            Optional<List<Token>> tokens = new TokenFile(data.resolve("coral.core/tokens.json")).read();
            return tokens.orElse(List.of());
        } catch (ProblemException e) {
            // A damaged file lets nobody in.
            return List.of();
        }
    }
}
