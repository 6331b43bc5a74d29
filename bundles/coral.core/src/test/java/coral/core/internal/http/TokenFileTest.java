// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of tokens that is cut, or has flipped bits: refused by name and code, or no token means more than it did. */
class TokenFileTest {
    @TempDir
    private Path temp;

    private Path file;
    private byte[] whole;
    private List<Token> tokens;

    @BeforeEach
    void fixture() throws Exception {
        file = temp.resolve("tokens.json");
        try (InputStream in = Objects.requireNonNull(TokensTest.class.getResourceAsStream("tokens-v1.json"))) {
            whole = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        }
        tokens = read(whole);
        assertThat(tokens).hasSize(2);
    }

    @Test
    void cutAnywhere_isRefused() {
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] shorter = Arrays.copyOf(whole, cut);
            refused(shorter, "cut at " + cut);
        }
    }

    @Test
    void anyFlippedBit_isRefused_orChangesAValueAlone() throws IOException {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                List<Token> read = read(flipped);
                assertThat(read).as("bit %d", bit).hasSize(2);
                for (int i = 0; i < 2; i++) {
                    assertThat(read.get(i).role())
                            .as("bit %d", bit)
                            .isEqualTo(tokens.get(i).role());
                    assertThat(read.get(i).expires() == null)
                            .as("bit %d", bit)
                            .isEqualTo(tokens.get(i).expires() == null);
                }
            } catch (ProblemException e) {
                assertThat(e).hasMessageContaining("CORAL-HTTP-020").hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void whatOnlyALaxReaderTakes_isRefused() {
        String text = new String(whole, StandardCharsets.UTF_8);
        for (String bad : List.of(
                text.replace("\"expires\"", "\"expirez\""),
                text.replace("\"2027-01-01T00:00:00Z\"", "null"),
                text.replace("\"incompat\":0", "\"incompat\":18446744073709551616"),
                text.replace("\"incompat\":0", "\"incompat\":0.5"),
                text.replace("\"version\":1", "\"version\":4294967297"),
                text.replace("\"compat\":0", "\"compat\":0,\"compat\":0"),
                text + "{}")) {
            refused(bad.getBytes(StandardCharsets.UTF_8), bad);
        }
    }

    @Test
    void keysOfACompatibleFeature_areIgnored() throws Exception {
        String newer = new String(whole, StandardCharsets.UTF_8)
                .replace("\"compat\":0", "\"compat\":2,\"colour\":1")
                .replace("\"user\"", "\"note\":\"x\",\"user\"");

        assertThat(read(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(tokens);
    }

    private void refused(byte[] content, String what) {
        assertThatThrownBy(() -> read(content))
                .as(what)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-HTTP-020")
                .hasMessageContaining(file.toString());
    }

    private List<Token> read(byte[] content) throws IOException, ProblemException {
        Files.write(file, content);
        return new TokenFile(file).read().orElseThrow();
    }
}
