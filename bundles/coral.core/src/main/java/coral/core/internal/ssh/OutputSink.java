// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Output;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Keeps the beginning of what a command writes and counts all of it. What is too much is read and thrown away: a
 * command that changes something is not broken off because it says much of it. Safe for use by many threads.
 */
final class OutputSink extends OutputStream {
    private final long limit;
    private final OutputBudget budget;
    private final LongConsumer onTotal;
    private byte[] kept = new byte[0];
    private int size;
    private long total;

    /** @param onTotal is told after each write how much there was in all */
    OutputSink(long limit, OutputBudget budget, LongConsumer onTotal) {
        this.limit = limit;
        this.budget = budget;
        this.onTotal = onTotal;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        long now;
        synchronized (this) {
            int room = (int) Math.min(length, limit - size);
            int granted = size == total ? budget.take(room) : 0;
            if (size + granted > kept.length) {
                kept = Arrays.copyOf(kept, Math.max(size + granted, (int) Math.min(limit, kept.length * 2L)));
            }
            System.arraycopy(bytes, offset, kept, size, granted);
            size += granted;
            total += length;
            now = total;
        }
        onTotal.accept(now);
    }

    /** What there is until now. */
    synchronized Output output() {
        return new Output(Arrays.copyOf(kept, size), total);
    }
}
