// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.ConfigFault;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code coral config} share: the file that is meant, and how faults and changes are printed. */
final class ConfigFile {
    /** What a check found. */
    record Checked(@Nullable String file, boolean good, List<ClusterView.Fault> faults) {}

    /** What a change of the configuration brought, or would bring. */
    record Changed(@Nullable String file, List<ClusterChange> changes) {}

    private ConfigFile() {}

    static Path of(Invocation invocation, String file) throws ProblemException {
        try {
            return Path.of(invocation.absolute(file));
        } catch (InvalidPathException e) {
            String text = "'" + Names.printable(file) + "' is no path that can be read";
            throw new ProblemException(Problem.of("CORAL-CLUSTER-022", Errno.EINVAL, text), e);
        }
    }

    /** Prints all faults, one a line, and then how many; or what the good file describes. */
    static int print(Path file, ClownfishConf.Read read, boolean json, Invocation invocation) {
        if (json) {
            List<ClusterView.Fault> faults =
                    read.faults().stream().map(ClusterView.Fault::of).toList();
            invocation.out().println(Json.line(new Checked(file.toString(), read.isGood(), faults)));
        } else if (read.isGood()) {
            invocation.out().println(Names.printable(file.toString()) + ": " + inWords(read.cluster()));
        } else {
            for (ConfigFault fault : read.faults()) {
                invocation.out().println(fault.text());
            }
            int count = read.faults().size();
            String more = count >= Faults.MOST ? "at least " : "";
            invocation.err().println(more + count + (count == 1 ? " fault" : " faults"));
        }
        return read.isGood() ? 0 : 1;
    }

    private static String inWords(Cluster cluster) {
        return "good: " + cluster.hosts().size() + " hosts, "
                + cluster.mgsTargets().size() + " MGSs of their own, "
                + cluster.fileSystems().size() + " file systems, "
                + cluster.targets().count() + " targets";
    }

    static void print(@Nullable Path file, List<ClusterChange> changes, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.line(new Changed(file == null ? null : file.toString(), changes)));
            return;
        }
        changes.forEach(change -> out.println(Names.printable(change.text())));
        if (changes.isEmpty()) {
            out.println("nothing differs");
        }
    }
}
