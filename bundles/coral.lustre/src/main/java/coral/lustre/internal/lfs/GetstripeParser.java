// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.problem.ProblemException;
import coral.lustre.layout.LayoutEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads lfs getstripe line by line, text and YAML alike; for one text. */
public final class GetstripeParser {
    static final String COMMAND = "lfs getstripe";

    private static final String NOTHING = " has no stripe info";
    private static final String INHERITED = "(Default) ";

    private final boolean yaml;
    private final List<LayoutEntry> entries = new ArrayList<>();
    private final PathLines path = new PathLines(COMMAND);
    private GetstripeBlock block = new GetstripeBlock();

    /** A parser of text, in which an empty line ends each striping, or of YAML, which has none. */
    public GetstripeParser(boolean yaml) {
        this.yaml = yaml;
    }

    /** Reads all of it. */
    public List<LayoutEntry> parse(String text) throws ProblemException {
        String last = "";
        for (String line : Printed.lines(COMMAND, text)) {
            read(line);
            last = line;
        }
        if (!yaml && block.open()) {
            throw Printed.problem(COMMAND, last, "the text is cut off");
        }
        end();
        if (!path.isEmpty()) {
            throw Printed.problem(COMMAND, path.take(), "nothing follows a name");
        }
        return List.copyOf(entries);
    }

    private void read(String line) throws ProblemException {
        if (line.isEmpty()) {
            empty();
        } else if (!block.isEmpty() && ObjectLine.add(line, block.placement())) {
            block.reopen();
        } else {
            var keyed = GetstripeLine.parse(line);
            if (keyed.isPresent()) {
                keyed(keyed.get(), line);
            } else {
                name(line);
            }
        }
    }

    /** Ends a striping; within a name it is part of that. */
    private void empty() throws ProblemException {
        if (block.isEmpty() && !path.isEmpty()) {
            path.add("");
        }
        block.close();
    }

    private void keyed(GetstripeLine line, String whole) throws ProblemException {
        if (block.complete(line)) {
            if (!yaml && block.open()) {
                throw Printed.problem(COMMAND, whole, "a key comes twice");
            }
            end();
        }
        block.put(line, whole);
    }

    private void name(String line) throws ProblemException {
        if (block.open() && !(yaml && line.endsWith(NOTHING))) {
            throw Printed.problem(COMMAND, line, "an unknown line");
        }
        end();
        path.add(line);
        if (line.endsWith(NOTHING)) {
            String name = path.take();
            entries.add(new LayoutEntry(name.substring(0, name.length() - NOTHING.length()), false, false, null));
        }
    }

    private void end() throws ProblemException {
        if (block.isEmpty()) {
            return;
        }
        String name = path.take();
        boolean inherited = name.startsWith(INHERITED);
        entries.add(new LayoutEntry(
                inherited ? name.substring(INHERITED.length()) : name, block.directory(), inherited, block.layout()));
        block = new GetstripeBlock();
    }
}
