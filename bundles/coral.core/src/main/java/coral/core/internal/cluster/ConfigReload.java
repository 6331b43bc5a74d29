// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.ClusterChange;
import coral.core.internal.node.NodeOwner;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code coral config reload}. */
@CommandLine.Command(
        name = "reload",
        description = {
            "Reads clownfish.conf now and tells what changed; the node also reads it by itself.",
            "A file that is wrong changes nothing. For root and the node's user."
        })
final class ConfigReload implements Callable<Integer> {
    private final ClusterWatch watch;
    private final Invocation invocation;

    @Option(names = "--dry-run", description = "Only tells what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    ConfigReload(ClusterWatch watch, Invocation invocation) {
        this.watch = watch;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        NodeOwner.require(invocation.caller(), "reload the cluster's configuration");
        List<ClusterChange> changes = dryRun ? watch.wouldChange() : watch.reload();
        Path file = watch.file().orElse(null);
        if (file == null && !json) {
            invocation.out().println(watch.nothing());
        }
        ConfigFile.print(file, changes, json, invocation.out());
        return 0;
    }
}
