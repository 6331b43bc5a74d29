// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line a step. */
final class Steps {
    private static final double MIB = 1 << 20;

    private Steps() {}

    static void say(String format, @Nullable Object... arguments) {
        System.out.println("demo: " + String.format(Locale.ROOT, format, arguments));
    }

    static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    static double mib(long bytes) {
        return bytes / MIB;
    }
}
