// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files of histograms, line by line. For one thread and one file. */
final class HistogramReader {
    private final Words words;
    private Times times = Times.NONE;
    private final List<NamedNumber> numbers = new ArrayList<>();
    private final List<Histogram> tables = new ArrayList<>();
    private final List<Slice> unknown = new ArrayList<>();
    private List<String> columns = List.of();
    private String title = "";
    private String unit = "";
    private String section = "";
    private List<Histogram.Row> rows = new ArrayList<>();
    private boolean inTable;

    HistogramReader(Words words) {
        this.words = words;
    }

    ParamValue.Histograms read(Slice value) {
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (line.scan().done()) {
                endTable();
            } else if (!understood(line)) {
                unknown.add(line);
            }
        }
        endTable();
        return new ParamValue.Histograms(times, numbers, tables, unknown);
    }

    private boolean understood(Slice line) {
        int colon = line.indexOf(':', 0);
        return (colon >= 0 && line.indexOf('%', 0) < 0) ? keyed(line, colon) : heading(line);
    }

    private boolean keyed(Slice line, int colon) {
        Slice key = line.part(0, colon).scan().rest();
        Slice value = line.part(colon + 1, line.length());
        if (key.isEmpty()) {
            return false;
        }
        Times more = times.with(key, value.scan());
        if (more != null) {
            times = more;
            return true;
        }
        if (key.is("PID")) {
            return process(value);
        }
        return (inTable && row(key, value.scan())) || number(key, value.scan());
    }

    private boolean process(Slice value) {
        Scan in = value.scan();
        long pid = in.unsigned();
        if (in.done()) {
            endTable();
            // The heading of extents by process stands before them all, as a table without rows.
            tables.removeIf(table -> table.section().isEmpty() && table.rows().isEmpty());
            section = "PID: " + pid;
            inTable = true;
        }
        return in.done();
    }

    private boolean number(Slice key, Scan in) {
        long value = in.unsigned();
        // A row that lost its table begins with a digit.
        if (!in.done() || inTable || (key.at(0) >= '0' && key.at(0) <= '9')) {
            return false;
        }
        numbers.add(new NamedNumber(words.text(key), value));
        return true;
    }

    private boolean row(Slice label, Scan in) {
        List<Histogram.Cell> cells = new ArrayList<>(2);
        do {
            cells.add(cell(in));
            in.blanks();
        } while (in.take('|'));
        boolean whole = in.done() && isLabel(label.scan()) && (columns.isEmpty() || cells.size() == columns.size());
        if (whole) {
            rows.add(new Histogram.Row(words.text(label), cells));
        }
        return whole;
    }

    /** {@code 256}, {@code 1K}, {@code 0K -    4K}; a plus sign ends the last row of extents. */
    private static boolean isLabel(Scan in) {
        in.scaled();
        in.blanks();
        if (in.take('-')) {
            in.scaled();
        }
        in.take('+');
        return in.done();
    }

    private static Histogram.Cell cell(Scan in) {
        long count = in.unsigned();
        long percent = in.unsigned();
        long cumulative = in.unsigned();
        // A server counts on while it prints, so that a share can be more than all.
        if (percent < 0 || percent > 1000 || cumulative < 0 || cumulative > 1000) {
            in.fail();
        }
        return new Histogram.Cell(count, (int) percent, (int) cumulative);
    }

    /** Either names of columns or, with percent signs, title and unit of the table that follows. */
    private boolean heading(Slice line) {
        if (line.indexOf('%', 0) < 0) {
            List<String> found = columns(line);
            if (found != null) {
                endTable();
                columns = found;
            }
            return found != null;
        }
        return title(line);
    }

    private static @Nullable List<String> columns(Slice line) {
        List<String> found = new ArrayList<>(2);
        Scan in = line.scan();
        while (!in.done() && !in.failed()) {
            Slice word = in.word();
            if (word.is("read") || word.is("write") || word.is("modify")) {
                found.add(word.text());
            } else if (!word.is("|")) {
                return null;
            }
        }
        return found;
    }

    private boolean title(Slice line) {
        String text = line.text().strip();
        int gap = text.indexOf("  ");
        String after = gap < 0 ? "" : text.substring(gap).strip();
        int blank = after.indexOf(' ');
        if (blank <= 0 || !after.substring(blank).strip().startsWith("%") || !after.endsWith("%")) {
            return false;
        }
        endTable();
        title = text.substring(0, gap);
        unit = after.substring(0, blank);
        section = "";
        inTable = true;
        return true;
    }

    private void endTable() {
        if (inTable) {
            tables.add(new Histogram(title, unit, columns, section, rows));
        }
        rows = new ArrayList<>();
        inTable = false;
    }
}
