// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.Output;
import java.util.Optional;

/** What the end of a script means for a copy. */
final class CopyEnd {
    private static final int MOST_TEXT = 400;

    private CopyEnd() {}

    /** Refuses all but a good end. */
    static void require(Host host, String what, End end, Output err) throws ProblemException {
        Optional<Problem> problem = problem(host, what, end, err);
        if (problem.isPresent()) {
            throw problem.get().exception();
        }
    }

    private static Optional<Problem> problem(Host host, String what, End end, Output err) {
        if (end.isOk()) {
            return Optional.empty();
        }
        if (end instanceof End.Stopped stopped) {
            return Optional.of(SshProblems.stopped(host, stopped.reason(), what + " was given up"));
        }
        if (end instanceof End.Broken) {
            return Optional.of(new Problem(
                    "CORAL-SSH-022",
                    Errno.ECONNRESET,
                    host.name() + ": " + what + ": the connection broke; there is no copy under its name",
                    "copy again"));
        }
        String text = text(err);
        if (end instanceof End.Exit exit && exit.code() == CopyScripts.DIFFERS) {
            return Optional.of(new Problem(
                    "CORAL-SSH-021",
                    Errno.EIO,
                    host.name() + ": " + what + ": what came is not what was sent: " + text,
                    "see that nobody changes it meanwhile, and copy again"));
        }
        Errno errno = end instanceof End.Exit exit && exit.code() == CopyScripts.EXISTS ? Errno.EEXIST : Errno.EIO;
        return Optional.of(Problem.of(
                errno == Errno.EEXIST ? "CORAL-SSH-023" : "CORAL-SSH-020",
                errno,
                host.name() + ": " + what + ": " + (text.isEmpty() ? "ended with " + end : text)));
    }

    private static String text(Output err) {
        String text = Names.printable(err.text().strip());
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    }
}
