// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Json;
import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.filesystem.HsmFileSystem;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hsm requests}: what coordinators have recorded. */
@ErrnoExitCodes
@Command(name = "requests", description = "Lists requests, by file system and in the order they were made.")
final class RequestsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;
    private static final int MOST = 100_000_000;

    private final Context context;

    @Option(names = "--all", description = "Those that have ended as well.")
    private boolean all;

    @Option(
            names = "--file-system",
            paramLabel = "NAME",
            completionCandidates = Known.FileSystemNames.class,
            description = "Only those of this file system.")
    private @Nullable String fileSystem;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many of each file system; ${DEFAULT-VALUE} when not given.")
    private int limit;

    @Option(names = "--json", description = "One line of JSON for each request.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    RequestsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        int most = Numbers.within(
                "--limit", limit, 1, MOST, message -> new ParameterException(spec.commandLine(), message));
        String wanted = fileSystem;
        List<HsmFileSystem> from = wanted == null
                ? context.fileSystems().all()
                : List.of(context.fileSystems().named(wanted));
        for (HsmFileSystem one : from) {
            list(one, most);
        }
        return 0;
    }

    private void list(HsmFileSystem from, int most) throws InterruptedException {
        long next = 1;
        int left = most;
        while (left > 0) {
            context.checkCancelled();
            List<RequestLine> page = RequestLine.page(from, next, all, Math.min(left, PAGE));
            page.forEach(line -> context.invocation().out().println(json ? Json.line(line) : line.text()));
            if (page.isEmpty()) {
                return;
            }
            left -= page.size();
            next = page.get(page.size() - 1).number() + 1;
        }
    }
}
