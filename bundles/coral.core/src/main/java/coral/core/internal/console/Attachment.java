// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.shell.Invocation.Terminal;
import coral.core.task.CancelToken;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandSession;
import org.jspecify.annotations.Nullable;

/** Whose terminal a Gogo session is on, and what runs in it. Safe for use by many threads. */
final class Attachment {
    private static final String VARIABLE = ".coral.attachment";

    private final String directory;
    private final Map<String, String> environment;
    private final Set<CancelToken> running = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Terminal size;

    Attachment(String directory, Map<String, String> environment, @Nullable Terminal size) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.size = size;
    }

    /** The session's attachment; one without a terminal for a session that somebody else made. */
    static Attachment of(CommandSession session) {
        return session.get(VARIABLE) instanceof Attachment attachment
                ? attachment
                : new Attachment(session.currentDir().toAbsolutePath().toString(), Map.of(), null);
    }

    void putInto(CommandSession session) {
        session.put(VARIABLE, this);
    }

    String directory() {
        return directory;
    }

    Map<String, String> environment() {
        return environment;
    }

    @Nullable
    Terminal size() {
        return size;
    }

    void resize(Terminal now) {
        size = now;
    }

    /** A token for a command that starts. */
    CancelToken begin() {
        CancelToken cancel = new CancelToken();
        running.add(cancel);
        return cancel;
    }

    void end(CancelToken cancel) {
        running.remove(cancel);
    }

    /** Cancels what runs. */
    void cancel() {
        running.forEach(CancelToken::cancel);
    }
}
