// SPDX-License-Identifier: Apache-2.0
package coral.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.posix.Errno;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void text_isCodeMessageAndRemedy() {
        Problem problem = new Problem("CORAL-HSM-012", Errno.ENOENT, "no archive 7", "see 'hsm archives ls'");

        assertThat(problem.text()).isEqualTo("CORAL-HSM-012: no archive 7; see 'hsm archives ls'");
        assertThat(problem.exception()).hasMessage(problem.text());
        assertThat(Problem.of("CORAL-HSM-012", Errno.ENOENT, "no archive 7").text())
                .isEqualTo("CORAL-HSM-012: no archive 7");
    }

    @Test
    void problem_withACodeOfAnotherForm_isRefused() {
        assertThatThrownBy(() -> Problem.of("HSM-12", Errno.ENOENT, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
