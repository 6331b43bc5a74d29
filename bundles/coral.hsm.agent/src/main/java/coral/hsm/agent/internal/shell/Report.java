// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.shell.Invocation;
import coral.core.shell.Json;

/** What a command says of files: results to stdout, problems to stderr; the first problem makes the exit code. */
final class Report {
    private final Invocation invocation;
    private final boolean json;
    private int exitCode;

    Report(Invocation invocation, boolean json) {
        this.invocation = invocation;
        this.json = json;
    }

    /** A result, as JSON or, where there is one, as text. */
    void result(Object line, String text) {
        if (json) {
            invocation.out().println(Json.line(line));
        } else if (!text.isEmpty()) {
            invocation.out().println(text);
        }
    }

    /** A problem with a file; with --json also as a line of its own. */
    void problem(String shown, Problem problem, FileLine line) {
        if (json) {
            invocation.out().println(Json.line(line.with(problem)));
        }
        invocation.err().println("hsm: " + Names.printable(shown) + ": " + problem.text());
        if (exitCode == 0) {
            exitCode = problem.errno().number();
        }
    }

    int exitCode() {
        return exitCode;
    }
}
