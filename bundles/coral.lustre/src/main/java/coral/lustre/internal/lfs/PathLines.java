// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.problem.ProblemException;

/** A name as lfs prints it: over more than one line, if it has line breaks. For one thread. */
final class PathLines {
    /** What lfs may print before or behind a name. */
    private static final int MORE = 64;

    private final String command;
    private final StringBuilder lines = new StringBuilder();
    private boolean begun;

    PathLines(String command) {
        this.command = command;
    }

    boolean isEmpty() {
        return !begun;
    }

    void add(String line) throws ProblemException {
        if (lines.length() + line.length() > Printed.MAX_PATH + MORE) {
            throw Printed.problem(command, line, "neither a name nor anything else");
        }
        lines.append(begun ? "\n" : "").append(line);
        begun = true;
    }

    /** The name; the next line begins another one. */
    String take() {
        String name = lines.toString();
        lines.setLength(0);
        begun = false;
        return name;
    }
}
