// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.poll;

import java.time.Duration;

/** Waits for a condition by looking again and again, for a bounded time. */
public final class Poll {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private Poll() {}

    /**
     * What is waited for.
     *
     * @param <E> what a look may throw, which ends the wait
     */
    public interface Condition<E extends Exception> {
        /** One look. */
        boolean holds() throws E;
    }

    /** Blocks until it holds: true, or for at most {@code limit}: false. Looks once at least. */
    public static <E extends Exception> boolean until(Condition<E> condition, Duration limit)
            throws E, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return true;
    }
}
