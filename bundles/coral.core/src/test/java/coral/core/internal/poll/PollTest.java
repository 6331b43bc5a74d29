// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void until_itHolds_looksAgain() throws Exception {
        assertThat(Poll.until(() -> looks.incrementAndGet() == 3, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void until_theTimeIsOver_isFalse_afterOneLookAtLeast() throws Exception {
        assertThat(Poll.until(() -> looks.incrementAndGet() == 0, Duration.ZERO))
                .isFalse();
        assertThat(looks).hasValue(1);
    }

    @Test
    void until_aLookThrows_endsWithThat() {
        assertThatThrownBy(() -> Poll.until(
                        () -> {
                            throw new IOException("scripted");
                        },
                        Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class);
    }
}
