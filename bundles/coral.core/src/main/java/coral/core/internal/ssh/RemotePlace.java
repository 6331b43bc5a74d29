// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host over SSH: a connection of the pool, or a new one. */
final class RemotePlace implements Place {
    /** How long a kept connection may take to open a channel before a new one is made. */
    private static final Duration TRIED = Duration.ofSeconds(3);

    private final Host complete;
    private final Attempt attempt;
    private final Connector connector;
    private final ConnectionPool pool;
    private @Nullable Connection connection;

    RemotePlace(Host complete, Attempt attempt, Connector connector, ConnectionPool pool) {
        this.complete = complete;
        this.attempt = attempt;
        this.connector = connector;
        this.pool = pool;
    }

    @Override
    public End run(List<String> words, InputStream in, OutputStream out, OutputStream err) throws ProblemException {
        byte[] line = ShellWords.bytes(words);
        Optional<Connection> kept = connection == null ? pool.take(complete) : Optional.of(connection);
        if (kept.isPresent()) {
            Connection one = kept.get();
            use(one);
            attempt.trying(TRIED, one::abort);
            try {
                return new RemoteExec(one, attempt).run(line, in, out, err);
            } catch (RemoteExec.NotBegun e) {
                one.close(); // Gone while it rested: a new one can do no harm, nothing was begun.
            }
        }
        Connection fresh = connector.connect(complete, attempt);
        use(fresh);
        attempt.connecting(fresh::abort);
        try {
            return new RemoteExec(fresh, attempt).run(line, in, out, err);
        } catch (RemoteExec.NotBegun e) {
            throw new ProblemException(
                    attempt.stopped()
                            .map(reason -> SshProblems.stopped(complete, reason, "it was not begun"))
                            .orElseGet(() -> SshProblems.broken(complete, String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private void use(Connection taken) {
        connection = taken;
        attempt.abandonBy(taken::abort);
    }

    @Override
    public void close() {
        if (connection != null) {
            pool.give(connection);
            connection = null;
        }
    }
}
