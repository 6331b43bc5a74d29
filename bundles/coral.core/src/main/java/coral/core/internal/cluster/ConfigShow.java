// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code coral config show}. */
@CommandLine.Command(name = "show", description = "Shows the cluster in use, without passwords and keys.")
final class ConfigShow implements Callable<Integer> {
    private final ClusterWatch watch;
    private final Invocation invocation;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    ConfigShow(ClusterWatch watch, Invocation invocation) {
        this.watch = watch;
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ClusterState state = watch.state();
        ClusterView.Whole whole = ClusterView.Whole.of(state);
        PrintWriter out = invocation.out();
        if (json) {
            out.println(Json.line(whole));
            return 0;
        }
        out.println(state.file() == null ? watch.nothing() : "File: " + state.file());
        if (whole.cluster().degraded()) {
            invocation.err().println("degraded: a newer file is wrong and not in use; see 'coral config check'");
        }
        out.println("Coordination: " + whole.cluster().coordination() + " "
                + String.join(",", whole.cluster().coordinationServers()));
        table(whole, out);
        return 0;
    }

    private static void table(ClusterView.Whole whole, PrintWriter out) {
        row(out, "HOST", "ROLES", "POWER");
        for (HostView host : whole.hosts()) {
            row(out, host.name(), String.join(",", host.roles()), host.power() == null ? "-" : host.power());
        }
        row(out, "TARGET", "HOSTS", "DEVICES");
        for (TargetView target : whole.targets()) {
            List<TargetView.Instance> places = target.instances();
            row(
                    out,
                    target.name() + (target.mgs() && !target.kind().equals("mgs") ? " (MGS)" : ""),
                    String.join(
                            ",",
                            places.stream().map(TargetView.Instance::hostname).toList()),
                    String.join(
                            ",",
                            places.stream().map(TargetView.Instance::device).toList()));
        }
        row(out, "FILE SYSTEM", "MGS", "MDTS/OSTS/CLIENTS");
        for (FileSystemView fs : whole.fileSystems()) {
            String counts = fs.mdts().size() + "/" + fs.osts().size() + "/"
                    + fs.mounts().size();
            row(out, fs.name(), fs.mgs(), counts);
        }
    }

    private static void row(PrintWriter out, String first, String second, String third) {
        out.printf("%-24s  %-24s  %s%n", first, second, third);
    }
}
