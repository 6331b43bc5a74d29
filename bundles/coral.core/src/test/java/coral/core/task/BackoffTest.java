// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4);

    @Test
    void delay_doublesUpToTheBound_shortenedByAtMostAHalf() {
        Random random = new Random(1);
        long[] boundMillis = {100, 200, 400, 800, 1000, 1000};
        for (int done = 1; done <= boundMillis.length; done++) {
            Duration bound = Duration.ofMillis(boundMillis[done - 1]);
            for (int i = 0; i < 100; i++) {
                assertThat(backoff.delay(done, random)).isBetween(bound.dividedBy(2), bound);
            }
        }
    }

    @Test
    void delay_afterVeryManyTries_staysBounded() {
        assertThat(backoff.delay(Integer.MAX_VALUE, new Random(1))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void allows_countsTheFirstTry() {
        assertThat(backoff.allows(3)).isTrue();
        assertThat(backoff.allows(4)).isFalse();
    }

    @Test
    void backoff_withoutASensibleRange_isRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
