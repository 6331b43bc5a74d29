// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.ProblemException;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.RecordException;
import java.io.IOException;

/** Turns exceptions into outcomes, with the error number that was there first. */
final class Failures {
    private Failures() {}

    static Outcome of(String what, IOException e) {
        return new Outcome.Failed(errno(e), what + ": " + e.getMessage());
    }

    static Outcome of(String what, ProblemException e) {
        return new Outcome.Failed(e.problem().errno(), what + ": " + e.problem().text());
    }

    private static Errno errno(IOException e) {
        if (e instanceof ErrnoException failed) {
            return failed.errno();
        }
        return e instanceof RecordException record ? record.errno() : Errno.EIO;
    }
}
