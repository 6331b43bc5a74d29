// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.hsm.agent.internal.operation.FileResult;

/** What a command says of files: results to stdout, problems to stderr; the first problem makes the exit code. */
final class Report implements FileResult.Sink {
    private final Invocation invocation;
    private final boolean json;
    private int exitCode;

    Report(Invocation invocation, boolean json) {
        this.invocation = invocation;
        this.json = json;
    }

    /** A result, as JSON or, where there is one, as text; a problem with --json also as a line of its own. */
    @Override
    public void result(FileResult result) {
        if (json) {
            invocation.out().println(Json.line(result.line()));
        } else if (!result.text().isEmpty()) {
            invocation.out().println(result.text());
        }
        result.problem().ifPresent(problem -> problem(result.line().path(), problem));
    }

    private void problem(String shown, Problem problem) {
        invocation.err().println("hsm: " + Names.printable(shown) + ": " + problem.text());
        if (exitCode == 0) {
            exitCode = problem.errno().number();
        }
    }

    int exitCode() {
        return exitCode;
    }
}
