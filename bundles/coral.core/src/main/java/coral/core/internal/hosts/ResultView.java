// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.problem.Problem;
import coral.core.ssh.HostResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command on a host, as {@code --json} shows it.
 *
 * @param status how it ended, one of five words
 * @param cut whether there was more output than is shown
 */
record ResultView(
        String host,
        String status,
        boolean ok,
        @Nullable Integer exit,
        @Nullable String signal,
        @Nullable String code,
        @Nullable String message,
        String stdout,
        String stderr,
        long stdoutBytes,
        long stderrBytes,
        boolean cut,
        long millis) {
    static ResultView of(HostResult result) {
        Problem problem = result.problem().orElse(null);
        return new ResultView(
                result.host().name(),
                status(result),
                result.isOk(),
                result instanceof HostResult.Exited exited ? exited.exit() : null,
                result instanceof HostResult.Signalled signalled ? signalled.signal() : null,
                problem == null ? null : problem.code(),
                problem == null ? null : problem.text(),
                result.stdout().text(),
                result.stderr().text(),
                result.stdout().totalBytes(),
                result.stderr().totalBytes(),
                result.stdout().isCut() || result.stderr().isCut(),
                result.took().toMillis());
    }

    private static String status(HostResult result) {
        if (result instanceof HostResult.Exited) {
            return "exited";
        }
        if (result instanceof HostResult.Signalled) {
            return "signalled";
        }
        if (result instanceof HostResult.Stopped) {
            return "stopped";
        }
        return result instanceof HostResult.Lost ? "lost" : "unreached";
    }
}
