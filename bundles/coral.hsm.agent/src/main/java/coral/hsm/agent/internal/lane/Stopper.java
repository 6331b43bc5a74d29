// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.CancelToken;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops one running action: tells the mover by its token at once, and interrupts the worker when the mover does not heed
 * that. Safe for use by many threads.
 */
final class Stopper {
    /** How long a mover may take to see its token. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final CancelToken token = new CancelToken();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread worker;
    private boolean giveBack;
    private long stoppedAtNanos;

    /** What the mover asks. */
    CancelToken token() {
        return token;
    }

    /** The request was given up: the action ends as cancelled. */
    void cancel() {
        stop(false);
    }

    /** The action is to go back to its source unharmed. */
    void giveBack() {
        stop(true);
        interrupt();
    }

    boolean isStopped() {
        return token.isCancelled();
    }

    synchronized boolean isGivenBack() {
        return giveBack;
    }

    /** Waits, but no longer than until it is stopped. */
    void pause(Duration time) throws InterruptedException {
        boolean unused = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts the worker if it was stopped {@link #GRACE} ago or more. */
    void enforce(long nowNanos) {
        if (isStopped() && nowNanos - stoppedAt() >= GRACE.toNanos()) {
            interrupt();
        }
    }

    /** From now on the current thread may be interrupted. */
    synchronized void guard() {
        worker = Thread.currentThread();
    }

    /** From now on the worker is not interrupted any more, and it is not left interrupted either. */
    synchronized void release() {
        worker = null;
        boolean unused = Thread.interrupted();
    }

    private void stop(boolean back) {
        synchronized (this) {
            giveBack |= back;
            if (stoppedAtNanos == 0) {
                stoppedAtNanos = System.nanoTime();
            }
        }
        // In this order: who wakes up from a pause must see that it was stopped.
        token.cancel();
        stopped.countDown();
    }

    private synchronized long stoppedAt() {
        return stoppedAtNanos;
    }

    private synchronized void interrupt() {
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
