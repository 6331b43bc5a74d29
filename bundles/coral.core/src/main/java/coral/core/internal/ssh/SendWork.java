// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Copies a file or directory from here to a host. */
final class SendWork extends CopyWork {
    private final String source;
    private final String target;
    private @Nullable Source found;

    SendWork(String source, String target, Places places, HostProgress progress) {
        super(places, progress);
        this.source = source;
        this.target = target;
    }

    @Override
    Copy copy(Attempt attempt, Place place) throws ProblemException, IOException {
        Host host = attempt.host();
        Source what = source(attempt);
        OutputSink err = sink(KEPT_ERRORS);
        Process reader = start(CopyScripts.read(source, what), ProcessBuilder.Redirect.DISCARD);
        try {
            reader.getOutputStream().close();
            End end = place.run(
                    CopyScripts.receive(target, staging(target), what),
                    counted(host, reader.getInputStream()),
                    sink(0),
                    err);
            CopyEnd.require(host, target, end, err.output());
            return new Copy(target, what.bytes());
        } finally {
            reader.destroyForcibly();
        }
    }

    /** Read once for all hosts. */
    private synchronized Source source(Attempt attempt) throws ProblemException {
        if (found == null) {
            try (Place here = new LocalPlace(attempt)) {
                found = probe(Host.of("localhost"), here, source);
            } catch (ProblemException e) {
                Problem why = Problem.of(
                        "CORAL-SSH-024",
                        Errno.ENOENT,
                        "cannot be copied: " + e.problem().message());
                throw new ProblemException(why, e);
            }
        }
        return found;
    }
}
