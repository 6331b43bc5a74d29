// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void of_oddCount_isTheMiddleWhateverTheOrder() {
        assertThat(Median.of(List.of(9.0, 1.0, 1000.0, 2.0, 3.0))).isEqualTo(3.0);
    }

    @Test
    void of_evenCount_isTheMeanOfTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3.0);
    }

    @Test
    void of_none_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
    }
}
