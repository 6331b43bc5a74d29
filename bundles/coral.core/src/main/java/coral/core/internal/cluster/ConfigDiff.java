// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.internal.node.NodeOwner;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral config diff}. */
@CommandLine.Command(
        name = "diff",
        description = {
            "Tells what would change if FILE took the place of the configuration in use.",
            "Changes nothing. Exit code 1 if FILE is wrong. For root and the node's user."
        })
final class ConfigDiff implements Callable<Integer> {
    private final ClusterWatch watch;
    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "A clownfish.conf.")
    private String file;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    ConfigDiff(ClusterWatch watch, Invocation invocation) {
        this.watch = watch;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        NodeOwner.require(invocation.caller(), "compare the cluster's configuration");
        Path path = ConfigFile.of(invocation, file);
        ClownfishConf.Read read = ClownfishConf.read(path);
        if (!read.isGood()) {
            return ConfigFile.print(path, read, json, invocation);
        }
        ConfigFile.print(path, ClusterDiff.between(watch.current(), read.cluster()), json, invocation.out());
        return 0;
    }
}
