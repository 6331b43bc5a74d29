// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevivedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path home;

    @Test
    void names_areThoseThatWereNotValidBefore_andAreNotOver() throws Exception {
        data("before", token("admin", "a", null));
        data("after", token("admin", "a", null), token("left", "b", null), token("old", "c", NOW.minusSeconds(1)));

        assertThat(names()).containsExactly("left");
    }

    @Test
    void name_thatWasGivenToAnotherToken_isRevived() throws Exception {
        data("before", token("ci", "a", null));
        data("after", token("ci", "b", null));

        assertThat(names()).containsExactly("ci");
    }

    @Test
    void names_inAHomeThatWasEmptyOrDamaged_areAll() throws Exception {
        data("after", token("admin", "a", null));
        assertThat(names()).containsExactly("admin");

        Files.createDirectories(home.resolve("before/coral.core"));
        Files.writeString(home.resolve("before/coral.core/tokens.json"), "{");
        assertThat(names()).containsExactly("admin");
    }

    private List<String> names() {
        return RevivedTokens.names(home.resolve("before"), home.resolve("after"), CLOCK);
    }

    private static Token token(String name, String digit, @Nullable Instant expires) {
        return new Token(name, Role.READER, "root", digit.repeat(64), NOW.minusSeconds(60), expires);
    }

    private void data(String folder, Token... tokens) throws IOException {
        Path file = home.resolve(folder).resolve("coral.core/tokens.json");
        Files.createDirectories(file.getParent());
        new TokenFile(file).write(List.of(tokens));
    }
}
