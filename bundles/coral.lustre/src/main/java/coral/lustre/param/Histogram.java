// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;

/**
 * One table of counts.
 *
 * @param title such as {@code pages per bulk r/w}
 * @param unit what is counted: {@code rpcs}, {@code ios}, {@code maps}, {@code calls}; empty where it is not said
 * @param columns of the counts: {@code read} and {@code write}, {@code modify}, or none where they have no heading
 * @param section what the table is of where there are several of a kind, such as {@code PID: 27280}; else empty
 * @param rows in the order of the file; rows that Lustre left out because nothing was counted are not there
 */
public record Histogram(String title, String unit, List<String> columns, String section, List<Row> rows) {
    /** Copies the lists. */
    public Histogram {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param label as printed, such as {@code 1K} or {@code 0K -    4K}
     * @param cells one for each column
     */
    public record Row(String label, List<Cell> cells) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One count.
     *
     * @param count how many, unsigned
     * @param percent of all of the column, rounded down by Lustre
     * @param cumulativePercent of the column up to this row
     */
    public record Cell(long count, int percent, int cumulativePercent) {}
}
