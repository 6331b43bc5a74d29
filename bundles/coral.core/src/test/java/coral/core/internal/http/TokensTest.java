// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coral.core.caller.Caller.Origin;
import coral.core.http.Role;
import coral.core.internal.nat.UserDatabase.User;
import coral.core.internal.node.NodeOwner;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path home;

    private Tokens at(Instant now) throws IOException {
        TokenUsers users = new TokenUsers(
                name -> name.equals("ada") ? Optional.of(new User(name, 7, 8, Set.of(8L, 9L))) : Optional.empty());
        Tokens tokens = new Tokens(home, Clock.fixed(now, ZoneOffset.UTC), users);
        tokens.open();
        return tokens;
    }

    private Path file() {
        return home.resolve("data/coral.core/tokens.json");
    }

    @Test
    void firstStart_makesAnAdminTokenForTheNodesUserAlone() throws Exception {
        Tokens tokens = at(NOW);
        Path secret = home.resolve("conf/admin.token");
        String text = Files.readString(secret).strip();

        Tokens.Holder holder = tokens.holder(text).orElseThrow();
        assertThat(holder.role()).isEqualTo(Role.ADMIN);
        assertThat(holder.caller().uid()).isEqualTo(NodeOwner.caller().uid());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).doesNotContain(text);
        assertThat(at(NOW).holder(text)).isPresent();
    }

    @Test
    void addedToken_actsAsItsUser_untilItIsOver() throws Exception {
        String text = at(NOW).add("a", Role.OPERATOR, "ada", Duration.ofHours(1), false)
                .text();

        Tokens.Holder holder = at(NOW).holder(text).orElseThrow();
        assertThat(holder.caller().uid()).isEqualTo(7);
        assertThat(holder.caller().gids()).containsExactlyInAnyOrder(8L, 9L);
        assertThat(holder.caller().origin()).isEqualTo(Origin.HTTP);
        assertThat(at(NOW.plusSeconds(3599)).holder(text)).isPresent();
        assertThat(at(NOW.plusSeconds(3600)).holder(text)).isEmpty();
        assertThat(at(NOW).holder(text + "x")).isEmpty();
        assertThat(at(NOW).holder("")).isEmpty();
    }

    @Test
    void revokedToken_isRefused_nowAndAfterAStart() throws Exception {
        Tokens tokens = at(NOW);
        String text = tokens.add("a", Role.READER, "", null, false).text();
        tokens.revoke("a", true);
        assertThat(tokens.holder(text)).isPresent();

        tokens.revoke("a", false);

        assertThat(tokens.holder(text)).isEmpty();
        assertThat(at(NOW).holder(text)).isEmpty();
        assertThat(code(() -> tokens.revoke("a", false))).isEqualTo("CORAL-HTTP-024");
    }

    private interface Call {
        void run() throws Exception;
    }

    private static String code(Call call) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, call::run);
        return thrown.problem().code();
    }

    @Test
    void wrongToken_isNotAdded_andNothingChanges() throws Exception {
        Tokens tokens = at(NOW);
        String before = Files.readString(file());

        assertThat(code(() -> tokens.add("admin", Role.READER, "", null, false)))
                .isEqualTo("CORAL-HTTP-021");
        assertThat(code(() -> tokens.add("a b", Role.READER, "", null, false))).isEqualTo("CORAL-HTTP-023");
        assertThat(code(() -> tokens.add("a", Role.READER, "nobody-here", null, false)))
                .isEqualTo("CORAL-HTTP-023");
        tokens.add("dry", Role.READER, "", null, true);
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void fileOfVersion1_isRead() throws Exception {
        keep("");

        assertThat(at(NOW).all()).extracting(Token::name).containsExactly("admin", "site");
        assertThat(home.resolve("conf/admin.token")).doesNotExist();
    }

    /** The fixture, with the first word of it that is named "x:y" replaced. */
    private void keep(String change) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file().getParent()));
        try (InputStream in = Objects.requireNonNull(TokensTest.class.getResourceAsStream("tokens-v1.json"))) {
            String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String[] words = change.split(">", -1);
            Files.writeString(file(), words.length == 2 ? text.replace(words[0], words[1]) : text);
        }
    }

    @Test
    void fileThatIsNotUnderstood_acceptsNoToken_andIsLeftAlone() throws Exception {
        for (String change : new String[] {
            "\"version\":1>\"version\":2",
            "\"incompat\":0>\"incompat\":4",
            "\"roCompat\":0>\"roCompat\":1",
            "coral-tokens>other",
            "\"role\":\"admin\">\"role\":\"emperor\"",
            "00Z>",
            "]}>",
            "\"tokens\":>\"tokes\":"
        }) {
            keep(change);
            String before = Files.readString(file());

            Tokens tokens = at(NOW);

            assertThat(code(tokens::all)).as(change).isEqualTo("CORAL-HTTP-020");
            assertThat(code(() -> tokens.add("a", Role.READER, "", null, false)))
                    .isEqualTo("CORAL-HTTP-020");
            assertThat(Files.readString(file())).isEqualTo(before);
            assertThat(home.resolve("conf/admin.token")).doesNotExist();
        }
    }

    @Test
    void failedLogins_areCountedByAddress_withinAMinute() {
        FailedLogins failed = new FailedLogins(Clock.fixed(NOW, ZoneOffset.UTC));

        for (int i = 0; i < FailedLogins.MOST; i++) {
            assertThat(failed.isOneMoreAllowed("a")).isTrue();
        }
        assertThat(failed.isOneMoreAllowed("a")).isFalse();
        assertThat(failed.isOneMoreAllowed("b")).isTrue();
    }
}
