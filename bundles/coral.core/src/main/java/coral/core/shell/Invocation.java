// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import coral.core.caller.Caller;
import coral.core.task.CancelToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command: who, where, and the streams of the one who called. Used by the thread that runs the command;
 * only {@link #cancel} may be touched by others.
 *
 * @param caller on whose behalf
 * @param directory absolute working directory of the caller, decoded by {@link coral.core.posix.Names}
 * @param environment the few variables a command may know: TERM, LANG, LC_ALL, COLUMNS, LINES, NO_COLOR
 * @param terminal the caller's terminal, null when its standard output is none
 * @param in the caller's standard input, read from it only when the command reads
 * @param rawOut the caller's standard output as bytes, below {@link #out}; flush {@code out} before using it
 * @param out the caller's standard output; encodes with {@link coral.core.posix.Names}, so names leave as their bytes
 * @param err the caller's standard error
 * @param cancel cancelled by Ctrl-C or when the caller is gone; the running thread is interrupted too
 */
public record Invocation(
        Caller caller,
        String directory,
        Map<String, String> environment,
        @Nullable Terminal terminal,
        InputStream in,
        OutputStream rawOut,
        PrintWriter out,
        PrintWriter err,
        CancelToken cancel) {
    /** Copies the environment. */
    public Invocation {
        environment = Map.copyOf(environment);
    }

    /** Size of a terminal in characters, 1 or more each. */
    public record Terminal(int columns, int rows) {}

    /** Makes {@code path} absolute: relative ones start at the caller's working directory. */
    public String absolute(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        return directory.endsWith("/") ? directory + path : directory + "/" + path;
    }
}
