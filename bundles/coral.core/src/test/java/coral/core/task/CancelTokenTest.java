// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancelTokenTest {
    @Test
    void cancel_runsListenersOnce() {
        CancelToken token = new CancelToken();
        AtomicInteger runs = new AtomicInteger();
        token.onCancel(runs::incrementAndGet);

        token.cancel();
        token.cancel();

        assertThat(token.isCancelled()).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void onCancel_afterCancel_runsAtOnce() {
        CancelToken token = new CancelToken();
        AtomicInteger runs = new AtomicInteger();
        token.cancel();

        token.onCancel(runs::incrementAndGet);

        assertThat(runs).hasValue(1);
    }
}
