// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.Invocation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line on a terminal that is drawn again and again; nothing where there is no terminal. For one thread. */
final class ProgressBar {
    private static final long PERIOD = Duration.ofMillis(200).toNanos();
    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 20;
    private static final double MIB = 1024 * 1024;

    private final PrintWriter err;
    private final boolean shown;
    private final LongSupplier nanoClock;
    private final long start;
    private long drawn;
    private boolean visible;

    ProgressBar(Invocation invocation, boolean wanted, LongSupplier nanoClock) {
        err = invocation.err();
        shown = wanted && invocation.terminal() != null;
        this.nanoClock = nanoClock;
        start = nanoClock.getAsLong();
        drawn = start - PERIOD;
    }

    /** Whether it is time to draw: at most five times a second. */
    boolean isDue() {
        return shown && nanoClock.getAsLong() - drawn >= PERIOD;
    }

    void draw(long done, long total, long bytes) {
        if (!isDue()) {
            return;
        }
        drawn = nanoClock.getAsLong();
        int filled = total == 0 ? WIDTH : (int) (WIDTH * done / total);
        String bar = "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] ";
        print(CLEAR + bar + text(done, total, bytes));
        visible = true;
    }

    /** Takes the line away, so that something else can be printed. */
    void clear() {
        if (visible) {
            print(CLEAR);
            visible = false;
        }
    }

    /** Leaves the last state behind, on a line of its own. */
    void finish(long total, long bytes) {
        clear();
        if (shown && total > 0) {
            print(text(total, total, bytes) + "\n");
        }
    }

    private String text(long done, long total, long bytes) {
        double seconds = Math.max(1e-3, (nanoClock.getAsLong() - start) / 1e9);
        return String.format(
                Locale.ROOT, "%d/%d files, %.1f MiB, %.1f MiB/s", done, total, bytes / MIB, bytes / MIB / seconds);
    }

    private void print(String text) {
        err.print(text);
        err.flush();
    }
}
