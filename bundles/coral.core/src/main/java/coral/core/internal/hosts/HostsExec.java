// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.ssh.ShellWords;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostNames;
import coral.core.ssh.HostResult;
import coral.core.ssh.RemoteCommand;
import coral.core.ssh.RunLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral hosts exec}: a command on many hosts. */
@CommandLine.Command(
        name = "exec",
        description = {
            "Runs a command on hosts: an argv, no line for a shell ('sh -c LINE' is one).",
            "Hosts of which the same came are shown together. Exit code 1 if the command failed on one."
        })
final class HostsExec implements Callable<Integer> {
    private static final int MOST_INPUT = 16 << 20;

    private final HostsCall call;

    @Parameters(index = "0", paramLabel = HostsCommand.HOSTS, description = "Hosts to run it on.")
    private String list = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "Program and arguments.")
    private List<String> argv = new ArrayList<>();

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "A variable for it.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(names = "--stdin", description = "Gives standard input to each, at most 16 MiB.")
    private boolean stdin;

    @Option(names = "--output-kib", paramLabel = "N", description = "Output kept of each host, 0 to 262144.")
    private @Nullable Long outputKib;

    @Option(names = "--dry-run", description = "Only shows what would be run, and where.")
    private boolean dryRun;

    @Option(names = "--json", description = "A line of JSON for each host.")
    private boolean json;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    HostsExec(HostsCall call) {
        this.call = call;
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException, IOException {
        List<Host> hosts = call.hosts("run commands on hosts", List.of(list));
        RemoteCommand command = command();
        RunLimits bounds = limits();
        if (dryRun) {
            dryRun(hosts, ShellWords.line(command.words()));
            return 0;
        }
        List<HostResult> results;
        try (TerminalProgress progress = call.progress(hosts.size())) {
            results = call.ssh().run(hosts, command, bounds, call.invocation().cancel(), progress);
        }
        if (!json) {
            return new GroupedResults(call.invocation()).show(results);
        }
        results.forEach(result -> call.json(ResultView.of(result)));
        return results.stream().allMatch(HostResult::isOk) ? 0 : 1;
    }

    private RunLimits limits() throws ProblemException {
        RunLimits bounds = limits.over(call.ssh().limits());
        try {
            return outputKib == null ? bounds : bounds.withOutputBytes(Math.multiplyExact(outputKib, 1024L));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problem.of("CORAL-SSH-025", Errno.EINVAL, "--output-kib " + outputKib + ": 0 to 262144 are allowed")
                    .exception();
        }
    }

    private RemoteCommand command() throws ProblemException, IOException {
        try {
            RemoteCommand command = RemoteCommand.of(argv);
            for (Map.Entry<String, String> one : environment.entrySet()) {
                command = command.with(one.getKey(), one.getValue());
            }
            return stdin ? command.reading(input()) : command;
        } catch (IllegalArgumentException e) {
            throw Problem.of("CORAL-SSH-026", Errno.EINVAL, "cannot be run: " + e.getMessage())
                    .exception();
        }
    }

    private ByteBuffer input() throws IOException {
        byte[] input = call.invocation().in().readNBytes(MOST_INPUT + 1);
        if (input.length > MOST_INPUT) {
            throw new IllegalArgumentException("standard input has more than 16 MiB; copy a file instead");
        }
        return ByteBuffer.wrap(input);
    }

    private void dryRun(List<Host> hosts, String line) {
        List<String> names = hosts.stream().map(Host::name).toList();
        if (json) {
            call.json(Map.of("hosts", names, "line", line, "dryRun", true));
        } else {
            call.invocation()
                    .out()
                    .println("would run on " + HostNames.fold(names) + " (" + names.size() + "): "
                            + Names.printable(line));
        }
    }
}
