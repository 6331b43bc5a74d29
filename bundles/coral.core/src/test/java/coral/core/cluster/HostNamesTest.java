// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    @Test
    void expand_ofRangesAndNames_spellsThemOutInOrder() throws ProblemException {
        assertThat(HostNames.expand("oss[9-11]")).containsExactly("oss9", "oss10", "oss11");
        assertThat(HostNames.expand("oss[009-011]-ib.site"))
                .containsExactly("oss009-ib.site", "oss010-ib.site", "oss011-ib.site");
        assertThat(HostNames.expand("mds1, oss[0-0],user@h_1")).containsExactly("mds1", "oss0", "user@h_1");
        assertThat(HostNames.expand("h[0-100]")).hasSize(101).contains("h0", "h100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ",", "a,", "a b", "h[1-2][3-4]", "h[[1-2]]", "h[2-1]", "h[01-1]", "h[1-02]", "h[001-10]",
                        "h[0x1-0x2]",
                "h[a-b]", "h[1]", "h[1-]", "h[-1]", "h[1-2", "h1-2]", "h[1-200000]", "h[1-9999999999]", "ä", "a/b",
                        "a\n"
            })
    void expand_ofAnythingElse_isRefused_namingIt(String text) {
        assertThatThrownBy(() -> HostNames.expand(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-CLUSTER-030")
                .hasMessageContaining("allowed are");
    }

    @Test
    void expand_ofANameTwice_isRefused() {
        assertThatThrownBy(() -> HostNames.expand("h[1-3],h2")).hasMessageContaining("names h2 twice");
    }

    @Test
    void expand_ofAnyRange_isWhatCountingGives() throws ProblemException {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            int from = random.nextInt(1200);
            int to = from + random.nextInt(50);
            int digits = random.nextBoolean() ? 1 : Integer.toString(to).length() + random.nextInt(3);
            String form = "%0" + digits + "d";
            List<String> counted = new ArrayList<>();
            for (int n = from; n <= to; n++) {
                counted.add("h" + String.format(form, n) + "x");
            }

            assertThat(HostNames.expand("h[" + String.format(form, from) + "-" + String.format(form, to) + "]x"))
                    .isEqualTo(counted);
        }
    }

    @Test
    void expand_ofAnyCharacters_isAListOfNamesOrRefused() {
        Random random = new Random(2);
        String alphabet = "ab1290[]-,. @_x";
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(HostNames.expand(text.toString()))
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allMatch(HostNames::isName);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-CLUSTER-030");
            }
        }
    }
}
