// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    @Test
    void text_ofOptionsThatLookLikeSecrets_hidesTheirValues() {
        assertThat(Audit.text(List.of("hsm", "add", "--secret-key", "abc", "--token=def", "--PASSWORD", "--x", "y")))
                .isEqualTo("hsm add --secret-key *** --token=*** --PASSWORD *** y");
    }

    @Test
    void text_isOnePrintableLine() {
        assertThat(Audit.text(List.of("hsm", "a b", "c\nd", "\udcff", ""))).isEqualTo("hsm 'a b' c\\nd \\xff ''");
    }

    @Test
    void text_ofManyWords_isBounded() {
        assertThat(Audit.text(Collections.nCopies(100_000, "word")))
                .hasSizeLessThan(5000)
                .endsWith("(100000 words)");
        assertThat(Audit.text(List.of("x".repeat(1_000_000)))).hasSizeLessThan(5000);
    }
}
