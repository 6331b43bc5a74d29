// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostNames;
import coral.core.ssh.HostResult;
import coral.core.ssh.RemoteCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral hosts check}: who can be reached, logged in to, and runs a command. */
@CommandLine.Command(
        name = "check",
        description = "Logs in to hosts and runs true; says why one does not. Exit code 1 if one does not.")
final class HostsCheck implements Callable<Integer> {
    private final HostsCall call;

    @Parameters(arity = "1..*", paramLabel = HostsCommand.HOSTS, description = "Hosts to ask.")
    private List<String> lists = new ArrayList<>();

    @Option(names = "--json", description = "A line of JSON for each host.")
    private boolean json;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    HostsCheck(HostsCall call) {
        this.call = call;
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        List<Host> hosts = call.hosts("check hosts", lists);
        List<HostResult> results;
        try (TerminalProgress progress = call.progress(hosts.size())) {
            results = call.ssh()
                    .run(
                            hosts,
                            RemoteCommand.of("true"),
                            limits.over(call.ssh().limits()),
                            call.invocation().cancel(),
                            progress);
        }
        if (json) {
            results.forEach(result -> call.json(ResultView.of(result)));
        } else {
            show(results);
        }
        return results.stream().allMatch(HostResult::isOk) ? 0 : 1;
    }

    private void show(List<HostResult> results) {
        List<String> well = new ArrayList<>();
        Map<String, String> ill = new TreeMap<>();
        for (HostResult result : results) {
            String name = result.host().name();
            if (result.isOk()) {
                well.add(name);
            } else {
                ill.put(name, result.problem().map(problem -> problem.text()).orElse(name + ": true failed"));
            }
        }
        if (!well.isEmpty()) {
            call.invocation().out().println("ok: " + HostNames.fold(well) + " (" + well.size() + ")");
        }
        ill.values().forEach(why -> call.invocation().out().println("failed: " + why));
    }
}
