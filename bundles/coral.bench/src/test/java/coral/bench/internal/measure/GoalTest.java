// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
    @Test
    void ratioAtLeast_atTheLimit_isMet() {
        Goal goal = new Goal.RatioAtLeast(0.9);

        assertThat(goal.isMet(1, 0.9)).isTrue();
        assertThat(goal.isMet(1000, 0.899)).isFalse();
        assertThat(goal.text()).isEqualTo("ratio >= 0.9");
    }

    @Test
    void ratioAtMost_aboveTheLimit_isNotMet() {
        Goal goal = new Goal.RatioAtMost(2);

        assertThat(goal.isMet(1, 2)).isTrue();
        assertThat(goal.isMet(1, 2.001)).isFalse();
        assertThat(goal.text()).isEqualTo("ratio <= 2");
    }

    @Test
    void oursBelow_whateverTheRatio_looksAtOurs() {
        Goal goal = new Goal.OursBelow(60);

        assertThat(goal.isMet(59.9, 1000)).isTrue();
        assertThat(goal.isMet(60, 1)).isFalse();
        assertThat(goal.text()).isEqualTo("ours < 60");
    }

    @Test
    void notANumber_isNeverMet() {
        assertThat(new Goal.RatioAtLeast(0).isMet(1, Double.NaN)).isFalse();
        assertThat(new Goal.RatioAtMost(9).isMet(1, Double.NaN)).isFalse();
    }
}
