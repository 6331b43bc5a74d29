// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostDirectory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral hosts ls}: which hosts are meant; nobody is asked. */
@CommandLine.Command(name = "ls", description = "Lists hosts and how they are reached; connects to none.")
final class HostsLs implements Callable<Integer> {
    private final HostsCall call;

    @Parameters(arity = "0..*", paramLabel = HostsCommand.HOSTS, description = "All that are known, if none is named.")
    private List<String> lists = new ArrayList<>();

    @Option(names = "--json", description = "A line of JSON for each host.")
    private boolean json;

    HostsLs(HostsCall call) {
        this.call = call;
    }

    @Override
    public Integer call() throws ProblemException {
        Map<String, Entry> known = call.directories().entries();
        List<Host> hosts = call.hosts("list hosts", lists);
        if (lists.isEmpty()) {
            hosts = known.values().stream().map(Entry::host).toList();
        }
        if (hosts.isEmpty()) {
            call.invocation().err().println("no hosts are configured; name some, such as oss[1-4]");
        }
        for (Host host : hosts) {
            HostView view = HostView.of(host, known, call.ssh());
            if (json) {
                call.json(view);
            } else {
                call.invocation().out().println(text(view));
            }
        }
        return 0;
    }

    private static String text(HostView host) {
        String how = host.local() ? "local" : host.user() + "@" + host.address() + " port " + host.port();
        return host.name() + "  " + how
                + (host.jump().isEmpty() || host.local() ? "" : " through " + host.jump())
                + (host.groups().isEmpty() ? "" : "  " + String.join(",", host.groups()));
    }
}
