// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads outlines. No recursion: the deepest indentation that is told apart is {@link #MAX_DEPTH}. */
final class OutlineReader {
    private static final int MAX_DEPTH = 32;

    private final Deque<Level> levels = new ArrayDeque<>();

    /** An item whose lines below are still to come. */
    private record Level(int indent, boolean listed, String key, String value, List<Outline.Item> items) {}

    private OutlineReader() {
        levels.push(new Level(-1, false, "", "", new ArrayList<>()));
    }

    static Outline read(Slice value) {
        OutlineReader reader = new OutlineReader();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            reader.line(lines.line());
        }
        reader.close(-1);
        return new Outline(reader.top().items());
    }

    private Level top() {
        return levels.element();
    }

    private void line(Slice line) {
        Scan in = line.scan();
        int indent = in.blanks();
        if (in.atEnd()) {
            return;
        }
        if (in.takes("- ") || in.takes("-\t")) {
            close(indent);
            int below = indent + 1 + in.blanks() + 1;
            listed(indent, below, in.rest());
        } else {
            close(indent);
            open(indent, in.rest());
        }
    }

    /** A dash begins an item of its own, so that the keys that follow it stand together below it. */
    private void listed(int indent, int below, Slice text) {
        boolean keyed = colon(text) >= 0;
        levels.push(new Level(indent, true, "", keyed ? "" : text.text(), new ArrayList<>()));
        if (keyed) {
            open(below, text);
        }
    }

    private void open(int indent, Slice text) {
        int colon = colon(text);
        String key = colon < 0 ? "" : text.part(0, colon).scan().rest().text();
        String value = text.part(colon + 1, text.length()).scan().rest().text();
        levels.push(new Level(indent, false, key, value, new ArrayList<>()));
    }

    private static int colon(Slice text) {
        if (text.length() > 0 && (text.at(0) == '{' || text.at(0) == '[')) {
            return -1;
        }
        for (int at = text.indexOf(':', 0); at >= 0; at = text.indexOf(':', at + 1)) {
            if (at + 1 == text.length() || Scan.isBlank(text.at(at + 1))) {
                return at;
            }
        }
        return -1;
    }

    /** Ends the items that a line with this indentation is not below of. */
    private void close(int indent) {
        while (levels.size() > 1 && (top().indent() >= indent || levels.size() > MAX_DEPTH)) {
            Level done = levels.pop();
            top().items().add(new Outline.Item(done.listed(), done.key(), done.value(), done.items()));
        }
    }
}
