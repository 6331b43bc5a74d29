// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that the outputs of one run share, so that many hosts cannot use up the heap. Safe for use by many threads. */
final class OutputBudget {
    private final AtomicLong left;

    OutputBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes as much of {@code wanted} as there is. */
    int take(int wanted) {
        long before = left.getAndUpdate(now -> now - Math.min(now, wanted));
        return (int) Math.min(before, wanted);
    }
}
