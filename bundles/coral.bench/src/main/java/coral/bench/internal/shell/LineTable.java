// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.shell;

import coral.bench.internal.measure.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for people. For one thread. */
final class LineTable {
    private static final String FORMAT = "%-24s %10s %10s %-8s %6s  %-14s %-4s %s";

    private final List<String> lines = new ArrayList<>();
    private boolean quick;

    LineTable() {
        lines.add(String.format(FORMAT, "NAME", "OURS", "RIVAL", "UNIT", "RATIO", "GOAL", "OK", "RIVAL IS"));
    }

    void add(Line line) {
        quick |= line.quick();
        lines.add(String.format(
                FORMAT,
                line.benchmark().name(),
                number(line.ours()),
                number(line.rival()),
                line.benchmark().metric().unit(),
                String.format(Locale.ROOT, "%.2f", line.ratio()),
                line.benchmark().goal().text(),
                line.isOk() ? "yes" : "NO",
                line.benchmark().rivalName()));
    }

    String text() {
        return String.join("\n", lines) + (quick ? "\nquick: less data than the goals are meant for" : "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
