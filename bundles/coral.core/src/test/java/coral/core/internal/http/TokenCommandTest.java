// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
    @Test
    void duration_takesANumberAndAUnit() throws ProblemException {
        assertThat(TokenCommand.duration("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThat(TokenCommand.duration("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenCommand.duration("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(TokenCommand.duration("999999d")).isEqualTo(Duration.ofDays(999_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "01d", "1000000s", "-1d", "1", "d", "1w", "1 d", "1D", "1.5h"})
    void duration_ofAnythingElse_isRefused_namingIt(String text) {
        assertThatThrownBy(() -> TokenCommand.duration(text))
                .hasMessageContaining("CORAL-HTTP-023")
                .hasMessageContaining("--expires '" + text + "'");
    }
}
