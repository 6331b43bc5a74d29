// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** Reads tables of {@code lfs df}. */
final class SpaceReader {
    private static final int MAX_PERCENT = 100;

    private final List<SpaceReport.FileSystem> fileSystems = new ArrayList<>();
    private final List<Slice> unknown = new ArrayList<>();
    private SpaceReport.Unit unit = SpaceReport.Unit.BYTES;
    private boolean rounded;
    private boolean blocks;
    private boolean open;
    private List<SpaceReport.Target> targets = new ArrayList<>();
    private List<SpaceReport.Space> summary = new ArrayList<>();
    private List<SpaceReport.Missing> missing = new ArrayList<>();

    SpaceReport read(Slice text) {
        Scan lines = text.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!line.scan().done() && !heading(line) && !(open && row(line))) {
                unknown.add(line);
            }
        }
        close();
        return new SpaceReport(fileSystems, unknown);
    }

    private boolean heading(Slice line) {
        Scan in = line.scan();
        boolean heading = in.word().is("UUID");
        Slice what = in.word();
        if (!heading || (!what.is("1K-blocks") && !what.is("bytes") && !what.is("Inodes"))) {
            return false;
        }
        close();
        open = true;
        blocks = what.is("1K-blocks");
        unit = what.is("Inodes") ? SpaceReport.Unit.INODES : SpaceReport.Unit.BYTES;
        return true;
    }

    private void close() {
        if (open) {
            fileSystems.add(new SpaceReport.FileSystem(unit, rounded, targets, summary, missing));
        }
        targets = new ArrayList<>();
        summary = new ArrayList<>();
        missing = new ArrayList<>();
        rounded = false;
    }

    private boolean row(Slice line) {
        Scan in = line.scan();
        String uuid = in.word().text();
        in.blanks();
        if (in.take(':')) {
            return missing.add(new SpaceReport.Missing(uuid, in.rest().text()));
        }
        boolean before = rounded;
        long total = amount(in);
        long used = amount(in);
        long available = amount(in);
        int percent = percent(in);
        Slice place = in.rest();
        boolean whole = !in.failed() && place.length() > 0 && place.at(0) == '/';
        if (!whole || !line(uuid, total, used, available, percent, place)) {
            rounded = before;
            return false;
        }
        return true;
    }

    private boolean line(String uuid, long total, long used, long available, int percent, Slice place) {
        if (uuid.equals("filesystem_summary:")) {
            return summary.add(new SpaceReport.Space(total, used, available, percent, place.text()));
        }
        int bracket = place.text().lastIndexOf('[');
        Scan in = (bracket < 0 ? Slice.EMPTY : Slice.of(place.text().substring(bracket + 1))).scan();
        String type = in.upTo(':').text();
        long index = in.unsigned();
        in.must("]");
        String flags = in.failed() ? "" : in.rest().text();
        if (in.failed() || (!type.equals("MDT") && !type.equals("OST")) || index < 0 || index > 0xFFFF) {
            return false;
        }
        String mountPoint = place.text().substring(0, bracket);
        var space = new SpaceReport.Space(total, used, available, percent, mountPoint);
        return targets.add(new SpaceReport.Target(uuid, type, (int) index, flags, space));
    }

    /** The share has no number where nothing is there to be used. */
    private static int percent(Scan in) {
        in.blanks();
        if (in.takes("-%") || in.takes("- ")) {
            return 0;
        }
        long percent = in.unsigned();
        in.must("%");
        if (percent < 0 || percent > MAX_PERCENT || in.blanks() == 0) {
            in.fail();
        }
        return (int) percent;
    }

    /** {@code 404068}, {@code 394.6M}; bytes of {@code 1K-blocks} are 1,024 times as many. */
    private long amount(Scan in) {
        in.blanks();
        Slice word = in.word();
        Scan digits = word.scan();
        long value = digits.scaled();
        if (digits.done()) {
            rounded |= word.length() > 0 && word.at(word.length() - 1) > '9';
            return blocks ? times1024(value, in) : value;
        }
        long tenths = tenths(word.scan(), in);
        rounded = true;
        return tenths;
    }

    private static long times1024(long value, Scan in) {
        if (value > Long.MAX_VALUE >> 10) {
            in.fail();
        }
        return value << 10;
    }

    private static long tenths(Scan word, Scan in) {
        long whole = word.unsigned();
        boolean point = word.take('.');
        int tenth = word.peek() - '0';
        boolean digit = point && tenth >= 0 && tenth <= 9 && word.take((char) word.peek());
        int power = "KMGTPE".indexOf(word.peek()) + 1;
        if (!digit || power == 0 || !word.take((char) word.peek()) || !word.done() || whole < 0 || whole > 9999) {
            in.fail();
            return 0;
        }
        return Math.round((whole * 10 + tenth) / 10.0 * (1L << (10 * Math.min(power, 6))));
    }
}
