// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.internal.node.NodeOwner;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral config check}. */
@CommandLine.Command(
        name = "check",
        description = {
            "Tells everything that is wrong in a clownfish.conf, and changes nothing.",
            "Exit code 1 if something is. For root and the node's user."
        })
final class ConfigCheck implements Callable<Integer> {
    private final ClusterWatch watch;
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; the one the node reads if not given.")
    private @Nullable String file;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    ConfigCheck(ClusterWatch watch, Invocation invocation) {
        this.watch = watch;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        NodeOwner.require(invocation.caller(), "check the cluster's configuration");
        Path path = file == null ? watch.file().orElse(null) : ConfigFile.of(invocation, file);
        if (path == null) {
            invocation.out().println(json ? Json.line(new ConfigFile.Checked(null, true, List.of())) : watch.nothing());
            return 0;
        }
        return ConfigFile.print(path, ClownfishConf.read(path), json, invocation);
    }
}
