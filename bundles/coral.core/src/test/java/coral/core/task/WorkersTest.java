// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void pool_isBounded_named_andStopsByInterrupt() throws Exception {
        ExecutorService pool = Workers.pool("coral-core-probe", 1, 1);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Future<String> name = pool.submit(() -> Thread.currentThread().getName());
        assertThat(name.get()).isEqualTo("coral-core-probe-1");
        Future<?> running = pool.submit(() -> {
            started.countDown();
            never.await();
            return null;
        });
        // Until it is taken from the queue it fills the queue.
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        pool.execute(() -> {});

        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(Workers.stop(pool, Duration.ofSeconds(10))).isTrue();
        assertThat(running.isDone()).isTrue();
    }

    @Test
    void stop_ofATaskThatIgnoresInterrupts_saysSoInBoundedTime() {
        ExecutorService pool = Workers.pool("coral-core-probe", 1, 1);
        CountDownLatch end = new CountDownLatch(1);
        pool.execute(() -> {
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        });

        assertThat(Workers.stop(pool, Duration.ofMillis(20))).isFalse();

        end.countDown();
        assertThat(Workers.stop(pool, Duration.ofSeconds(10))).isTrue();
    }
}
